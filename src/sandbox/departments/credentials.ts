import { createHmac } from 'node:crypto';
import type { Dialect } from '../../contract/department.ts';

/** National exchange: `sid` names the service, `rid` the requester, `appKey` is the long-term key. */
export interface NationalCredentials {
  readonly sid: string;
  readonly rid: string;
  readonly appKey: string;
}

/** Provincial HMAC: access key and secret key. */
export interface ProvincialCredentials {
  readonly ak: string;
  readonly sk: string;
}

export type DepartmentCredentials = NationalCredentials | ProvincialCredentials;

/**
 * Credentials of a demo department that nobody configured.
 * Each field is base64url(HMAC-SHA256(citySecret, `department|<id>|<field>`)); the caller's profile writes the same lines,
 * so that one secret handed to both processes is enough. Never for a real department: those hand out their own.
 */
export function deriveDepartmentCredentials(citySecret: string, departmentId: string, dialect: 'national-exchange'): NationalCredentials;
export function deriveDepartmentCredentials(citySecret: string, departmentId: string, dialect: 'provincial-hmac'): ProvincialCredentials;
export function deriveDepartmentCredentials(citySecret: string, departmentId: string, dialect: Dialect): DepartmentCredentials;
export function deriveDepartmentCredentials(citySecret: string, departmentId: string, dialect: Dialect): DepartmentCredentials {
  const field = (name: string): string =>
    createHmac('sha256', citySecret).update(`department|${departmentId}|${name}`).digest('base64url');
  if (dialect === 'national-exchange') return { sid: field('sid'), rid: field('rid'), appKey: field('appKey') };
  return { ak: field('ak'), sk: field('sk') };
}
