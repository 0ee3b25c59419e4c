import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platformOperations } from '../../contract/platform/index.ts';
import { fileOfDay, keptDays, openLog, pruneLogs } from './log.ts';
import { createRedactor, redactedMark, scrub } from './redact.ts';

const folder = mkdtempSync(join(tmpdir(), 'chengban-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const canaries = ['11010519491231002X', '13800138000', 'H12345678', 'USA123456789012', '王小明', 'tok-canary-1234567890'];

describe('redaction', () => {
  const redact = createRedactor(platformOperations);
  test('a number, telephone or token in free text is removed', () => {
    expect(scrub('no 11010519491231002x, tel 13800138000, permit H12345678, USA123456789012')).not.toMatch(/\d{7}/);
    expect(scrub('authorization: Bearer abc.def.ghi next')).toBe(`authorization: ${redactedMark} next`);
  });
  test('a trace id, a time and a count stay', () => {
    for (const text of ['f20ecc20c745c5a64b37a003', '2026-11-22T08:00:00+08:00', '1795393872172', 'took 1234567 ns']) expect(scrub(text)).toBe(text);
  });
  test('fields of class personal or sensitive are removed by name, at any depth and in lists', () => {
    const text = JSON.stringify(redact({ a: [{ credentialNo: canaries[0], name: canaries[4], Token: canaries[5], words: '我的话', operation: 'x.y' }] }));
    for (const canary of [...canaries, '我的话']) expect(text).not.toContain(canary);
    expect(text).toContain('x.y');
  });
  test('an error keeps its kind, loses what its message quotes', () => {
    const cleaned = JSON.stringify(redact({ err: new TypeError('row 11010519491231002X is bad') }));
    expect(cleaned).toContain('TypeError');
    expect(cleaned).not.toContain('11010519491231002X');
  });
  test('a circle or a deep object ends', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(JSON.stringify(redact(circle))).toContain(redactedMark);
  });
});

describe('log file', () => {
  test('carries no canary, one JSON object a line, readable by the owner only', async () => {
    const file = join(folder, 'gateway.log');
    const { log, close } = openLog({ file, level: 'info', operations: platformOperations });
    log.info({ operation: 'account.me', credentialNo: canaries[0], token: canaries[5], person: { name: canaries[4] } }, `call of ${canaries[0]} and ${canaries[1]}`);
    log.error({ err: new RangeError(`${canaries.slice(0, 5).join(' ')} E12345678 12345678`) }, 'failed');
    await close();
    const [name] = readdirSync(folder);
    expect(name).toMatch(/^gateway-\d{4}-\d{2}-\d{2}\.log$/);
    const text = readFileSync(join(folder, name ?? ''), 'utf8');
    for (const canary of canaries) expect(text).not.toContain(canary);
    const lines = text.trim().split('\n').map((line) => JSON.parse(line) as { level: string; time: string; err?: object });
    expect(lines.map((line) => line.level)).toEqual(['info', 'error']);
    expect(text).not.toMatch(/E12345678|12345678/);
    expect(lines[1]).toMatchObject({ err: { type: 'RangeError', stack: expect.stringContaining('log.test.ts') } });
    expect(lines[0]?.time).toMatch(/\+08:00$/);
    expect(statSync(join(folder, name ?? '')).mode & 0o077).toBe(0);
  });
  test('only a day older than six months and a little is removed, by its name and nothing else', () => {
    const file = join(folder, 'old.log');
    const now = Date.parse('2026-11-22T12:00:00+08:00');
    for (const day of ['2026-05-15', '2026-05-16', '2026-11-22']) writeFileSync(fileOfDay(file, day), 'x');
    writeFileSync(join(folder, 'old-notes.log'), 'x');
    utimesSync(fileOfDay(file, '2026-05-16'), 0, 0);
    expect(keptDays).toBeGreaterThan(184);
    expect(pruneLogs(file, now)).toEqual(['old-2026-05-15.log']);
    expect(pruneLogs(file, now)).toEqual([]);
  });
});
