import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CreateStandIns, DepartmentStandIn, StandInCity, StandInPerson } from '../../contract/stand-in.ts';
import { shanghaiDate } from '../../contract/shanghai-time.ts';
import { isFaultKind, type Faults } from '../faults.ts';

const servicesFolder = fileURLToPath(new URL('../../services', import.meta.url));

/** What stand-ins may know of the sandbox: people, the local date, and whether they should answer odd data. */
export function standInCity(people: readonly StandInPerson[], faults: Faults, now: () => number): StandInCity {
  return {
    people,
    today: () => shanghaiDate(now()),
    oddData: (departmentId) => faults.active(`departments/${departmentId}`, 'odd-data') !== null,
    fault: (departmentId, kind) => (isFaultKind(kind) ? faults.active(`departments/${departmentId}`, kind) : null),
  };
}

/**
 * Finds the stand-ins of every service by reading the folder, so that a new service needs no entry anywhere.
 * A service without `sandbox.ts` has none. Throws with the file's name when a `sandbox.ts` does not export `createStandIns`,
 * or when two services bring a department of the same id.
 * @param folder the services folder; another one for tests
 */
export async function findStandIns(city: StandInCity, folder = servicesFolder): Promise<readonly DepartmentStandIn[]> {
  const standIns: DepartmentStandIn[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const name of entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()) {
    const file = join(folder, name, 'sandbox.ts');
    if (!(await access(file).then(() => true, () => false))) continue;
    const module = (await import(pathToFileURL(file).href)) as { createStandIns?: CreateStandIns };
    if (typeof module.createStandIns !== 'function') throw new Error(`${file} does not export createStandIns`);
    standIns.push(...module.createStandIns(city));
  }
  const ids = standIns.map((standIn) => standIn.department.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`two services bring the department ${twice}`);
  return standIns;
}
