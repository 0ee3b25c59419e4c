import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createFaults } from '../faults.ts';
import { demoPeople } from '../people.ts';
import { findStandIns, standInCity } from './find.ts';

const now = (): number => Date.parse('2026-11-15T00:00:00+08:00');
const faults = createFaults();
const city = standInCity(demoPeople, faults, now);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stand-ins-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function service(name: string, text: string): Promise<void> {
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, 'sandbox.ts'), text);
}

describe('the stand-ins of the sandbox city', () => {
  test('a sandbox.ts without createStandIns is refused with its path', async () => {
    await service('broken', 'export const nothing = 1;');
    await expect(findStandIns(city, folder)).rejects.toThrow(/broken.sandbox\.ts does not export createStandIns/);
  });

  test('two services cannot bring the same department', async () => {
    const text = "export const createStandIns = () => [{ department: { id: 'dp', dialect: 'provincial-hmac' }, services: {} }];";
    await service('one', text);
    await service('two', text);
    await expect(findStandIns(city, folder)).rejects.toThrow('two services bring the department dp');
  });

  test('a folder without sandbox.ts brings none', async () => {
    await mkdir(join(folder, 'pages-only'));
    expect(await findStandIns(city, folder)).toEqual([]);
  });

  test('those of social security are found by their folder', async () => {
    const found = await findStandIns(city);
    expect(found.map((standIn) => standIn.department.id)).toEqual(expect.arrayContaining(['rs', 'yb']));
  });

  test('the city tells the local date and whether odd data is ordered, once per order', () => {
    expect(city.today()).toBe('2026-11-15');
    faults.set({ target: 'departments/rs', fault: 'odd-data', times: 1 });
    expect([city.oddData('yb'), city.oddData('rs'), city.oddData('rs')]).toEqual([false, true, false]);
  });
});
