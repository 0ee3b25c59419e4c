/** Departments of the sandbox city: finding the stand-ins, the doors of both dialects, their credentials. */
export { deriveDepartmentCredentials } from './credentials.ts';
export type { DepartmentCredentials, NationalCredentials, ProvincialCredentials } from './credentials.ts';
export { findStandIns, standInCity } from './find.ts';
export { mountDepartments } from './mount.ts';
export type { DepartmentsOptions } from './mount.ts';
