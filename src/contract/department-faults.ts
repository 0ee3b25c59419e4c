import type { DepartmentFault } from './department.ts';
import type { ProblemCode } from './problems.ts';

const problemOfFault: Record<DepartmentFault, ProblemCode> = {
  timeout: 'departmentTimeout',
  unavailable: 'departmentUnavailable',
  circuitOpen: 'departmentUnavailable',
  busy: 'departmentUnavailable',
  garbled: 'departmentGarbled',
  signatureRefused: 'departmentRefused',
  notAuthorised: 'departmentRefused',
};

/** The problem a citizen is told when a department gave nothing usable. */
export function faultToProblem(fault: DepartmentFault): ProblemCode {
  return problemOfFault[fault];
}
