import type { CredentialType } from './credentials.ts';
import type { DepartmentDeclaration } from './department.ts';

/** A person of the sandbox city as a department's stand-in may know them. */
export interface StandInPerson {
  readonly id: string;
  readonly name: string;
  readonly credentialType: CredentialType;
  readonly credentialNo: string;
}

/** A call that passed the dialect's signature check. `service` is the national service id or the path below the department. */
export interface StandInRequest {
  readonly service: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, string>>;
}

/** Answer body in the department's own envelope; `status` defaults to 200. */
export interface StandInAnswer {
  readonly status?: number;
  readonly body: unknown;
  /** The answer takes its time; it stands in for the rest. */
  readonly later?: Promise<StandInAnswer>;
}

/** One department's stand-in: what it answers behind the dialect's door. */
export interface DepartmentStandIn {
  readonly department: Pick<DepartmentDeclaration, 'id' | 'dialect'>;
  readonly services: Readonly<Record<string, (request: StandInRequest) => StandInAnswer>>;
  /** Orders of the control interface, by name: what happens at the department while the city runs. A text says what is wrong with an order. */
  readonly control?: Readonly<Record<string, (order: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>> | string>>;
  /** Services that take their time: a document has to be drawn and signed. */
  readonly slowServices?: Readonly<Record<string, (request: StandInRequest) => Promise<StandInAnswer>>>;
}

/** What the sandbox hands to a service's `sandbox.ts`. `oddData()` is true while that fault is switched on. */
export interface StandInCity {
  readonly people: readonly StandInPerson[];
  /** Local date `yyyy-MM-dd`. */
  today(): string;
  oddData(departmentId: string): boolean;
  /** An order to misbehave in a way that only the stand-in can; asking uses one of its times up. Absent in tests without faults. */
  fault?(departmentId: string, kind: string): { readonly ms?: number } | null;
}

/** Every service's `sandbox.ts` exports `createStandIns`. */
export type CreateStandIns = (city: StandInCity) => readonly DepartmentStandIn[];
