import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { readEverything } from './main.ts'

const folder = mkdtempSync(join(tmpdir(), 'chengban-scripts-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })

function findings(text: string): string[] {
  writeFileSync(join(folder, 'planted.js'), text)
  return readEverything(folder, 2018).findings.map(one => one.problem)
}

test.each([
  ['new Function("return 1")', 'contains new Function'],
  ['eval("1")', 'contains eval('],
  ['var a = 1\n//# sourceMappingURL=planted.js.map', 'contains a source map']
])('the reading of scripts finds %j', (text, problem) => { expect(findings(text)).toEqual([problem]) })

test('the reading of scripts finds syntax that old engines do not know', () => { expect(findings('var a = b?.c')[0]).toMatch(/is not ES2018/) })

test('the reading of scripts leaves plain ones alone', () => { expect(findings('var a = { ...b }')).toEqual([]) })
