import type { CredentialType } from './credentials.ts';
import type { SourceState } from './envelope.ts';
import type { Operation } from './operation.ts';
import type { Refusal } from './problems.ts';

/** Signature convention a department speaks; one connector per dialect in the gateway. */
export type Dialect = 'national-exchange' | 'provincial-hmac';

/** A department behind the gateway, declared by the service that brings it. Addresses and keys are in the city's profile. */
export interface DepartmentDeclaration {
  /** Short id such as `rs`; also metrics label, breaker name and sandbox folder. */
  readonly id: string;
  /** Chinese name a citizen reads. */
  readonly authority: string;
  readonly dialect: Dialect;
  readonly phone: string;
  readonly outlet: { readonly name: string; readonly address: string; readonly hours: string };
}

/** One call to a department. `service` is the national service id or the provincial path. */
export interface DepartmentCall {
  readonly service: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly method?: 'GET' | 'POST';
  /** Only idempotent calls are ever repeated by the gateway. */
  readonly idempotent: boolean;
  /** At most 3000. */
  readonly timeoutMs?: number;
}

/** Why a department gave nothing usable. */
export type DepartmentFault =
  | 'timeout'
  | 'unavailable'
  | 'circuitOpen'
  | 'busy'
  | 'garbled'
  | 'signatureRefused'
  | 'notAuthorised';

export type DepartmentReply =
  | {
      readonly ok: true;
      /** Business code of the department's own envelope. */
      readonly code: string;
      readonly message: string;
      readonly data: unknown;
      /** `yyyy-MM-dd` the department states, or null. */
      readonly dataTime: string | null;
    }
  | { readonly ok: false; readonly fault: DepartmentFault; readonly code?: string };

/** What a connector offers. Never throws for anything the department does. */
export interface DepartmentClient {
  call(request: DepartmentCall): Promise<DepartmentReply>;
}

/** The person a department is asked about; exists in memory only while the call lasts. */
export interface PersonIdentifiers {
  readonly name: string;
  readonly credentialType: CredentialType;
  readonly credentialNo: string;
}

export interface DepartmentContext {
  readonly traceId: string;
  readonly now: Date;
  readonly person: PersonIdentifiers;
  /** Client of a department the service declared. */
  client(departmentId: string): DepartmentClient;
}

export type DepartmentOutcome<T> =
  | { readonly ok: true; readonly data: T; readonly sources: readonly SourceState[] }
  | Refusal;

/** Handler of one operation that asks a department. */
export type DepartmentHandler = (context: DepartmentContext, input: never) => Promise<DepartmentOutcome<unknown>>;

/** What a service's `department.ts` exports as `department`. */
export interface DepartmentModule {
  readonly departments: readonly DepartmentDeclaration[];
  /** By operation name. Every operation of the service's contract with a `department` has one. */
  readonly handlers: Readonly<Record<string, DepartmentHandler>>;
}

/** What a service's `contract.ts` exports as `service`. */
export interface ServiceContract {
  /** Folder name. */
  readonly id: string;
  /** Chinese title, at most 12 characters. */
  readonly title: string;
  readonly summary: string;
  readonly authority: string;
  /** Taro page path of the service's first screen; null for a service without pages. */
  readonly page: string | null;
  /** Words citizens use for it in search. */
  readonly aliases: readonly string[];
  readonly operations: readonly Operation[];
  /** Purposes used by the operations' bases, with their texts. */
  readonly purposes: readonly Purpose[];
}

/** A purpose of processing: shown in the consent dialog, the privacy label and "my data". */
export interface Purpose {
  readonly id: string;
  /** Rises with each change of the text; a consent holds for the version it was given to. */
  readonly version: number;
  readonly title: string;
  /** What is read, from whom, why, how long kept, shared with whom: plain Chinese sentences. */
  readonly reads: string;
  readonly from: string;
  readonly why: string;
  readonly kept: string;
  readonly sharedWith: string;
}

/** Helper for handlers that are typed by their operation. */
export type HandlerFor<In, Out> = (context: DepartmentContext, input: In) => Promise<DepartmentOutcome<Out>>;
