import type * as v from 'valibot';
import type { CredentialType } from './credentials.ts';
import type { documentQuestion, documentVerdict } from './documents.ts';
import type { SourceState } from './envelope.ts';
import type { FeedDeclaration } from './feed.ts';
import type { Operation } from './operation.ts';
import type { MessageKind } from './platform/messages.ts';
import type { Refusal } from './problems.ts';
import type { TopicDeclaration } from './topic.ts';

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

/** A message to the person in the transaction of a write. Params are codes, numbers and dates. */
export interface NoticeOfWrite {
  readonly kind: MessageKind;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * A write that a department makes. `perform` runs before our transaction and must be the same done twice as once, by the department's own
 * rule or number: a gateway that dies in between is asked again. The answer is read back by `read`, from the department.
 */
export interface DepartmentWriter {
  perform(
    context: DepartmentContext,
    input: never,
  ): Promise<{ readonly ok: true; readonly reference: string; readonly notice?: NoticeOfWrite; readonly dueDate?: DueDate } | Refusal>;
  read(context: DepartmentContext, reference: string, input: never): Promise<DepartmentOutcome<unknown>>;
}

/** A date a department set; kept only for those who want to be reminded of it. */
export interface DueDate {
  readonly topic: string;
  readonly dueOn: string;
}

/** What a citizen doubts, as a department gets it. */
export interface CheckQuestion {
  readonly requestNo: string;
  readonly person: PersonIdentifiers;
  readonly operation: string;
  readonly kind: string;
  readonly period: string | null;
  readonly dataDate: string | null;
  readonly words: string;
}

/** How a department takes check requests over and answers them. */
export interface CheckDesk {
  readonly department: string;
  /** Hands a request over; by `requestNo` the same twice as once. Gives the department's own number. */
  submit(client: DepartmentClient, question: CheckQuestion): Promise<{ readonly ok: true; readonly departmentNo: string } | { readonly ok: false; readonly fault: DepartmentFault }>;
  /** The answer, or null while the department still checks. */
  answer(client: DepartmentClient, departmentNo: string): Promise<{ readonly ok: true; readonly answer: string | null } | { readonly ok: false; readonly fault: DepartmentFault }>;
}

/** What a handler gets that is asked about an object and not about the person of a session (`about: 'object'`). */
export type ObjectContext = Omit<DepartmentContext, 'person'>;
export type ObjectHandlerFor<In, Out> = (context: ObjectContext, input: In) => Promise<DepartmentOutcome<Out>>;

/** A document as a department issued it. */
export interface IssuedDocument {
  /** The department's own number. */
  readonly documentNo: string;
  /** What others type to verify it. */
  readonly verifyCode: string;
  readonly issuedAt: Date;
  /** Last day of validity, `yyyy-MM-dd`; null when it has none. */
  readonly expiresOn: string | null;
  /** SM3 in hex, and bytes, of the document that came with the answer. */
  readonly digest: string;
  readonly size: number;
}

/** Anybody's question about a document, and the department's answer. */
export type VerifyDocument = ObjectHandlerFor<v.InferOutput<typeof documentQuestion>, v.InferOutput<typeof documentVerdict>>;

/**
 * A kind of document that a department issues, numbers, seals and verifies. The gateway keeps number, code, digest and dates
 * and streams the document when the person opens it; it never keeps the document.
 */
export interface DocumentKind {
  readonly department: string;
  /** Names of the operations that issue, list, show, open and verify it; declared in the service's contract with the shapes of `contract/documents.ts`. */
  readonly operations: { readonly issue: string; readonly list: string; readonly show: string; readonly file: string; readonly verify: string };
  /** Chinese name of the document, for the public verification page. */
  readonly title: string;
  /** Draft of its form, whose id makes a repeated press the same request. The input of `issue` has it as `draftId`. */
  readonly draft: string;
  /** ASCII name of the file. */
  readonly fileName: string;
  /**
   * Asks for a document. The same `requestNo` always gives the same number: a department that numbers and then does not answer is asked again.
   * @param verifyAddress where anybody verifies it, to be completed by the code
   */
  issue(context: DepartmentContext, order: { readonly requestNo: string; readonly verifyAddress: string }, input: never): Promise<DepartmentOutcome<IssuedDocument>>;
  /** When it was revoked, `yyyy-MM-dd`; null while it is not. */
  revokedOn(context: DepartmentContext, document: { readonly documentNo: string; readonly verifyCode: string }): Promise<DepartmentOutcome<string | null>>;
  fetch(context: DepartmentContext, documentNo: string): Promise<DepartmentOutcome<Uint8Array>>;
}

/** What a service's `department.ts` exports as `department`. */
export interface DepartmentModule {
  readonly departments: readonly DepartmentDeclaration[];
  /** By operation name. Every operation of the service's contract with a `department` has one. */
  readonly handlers: Readonly<Record<string, DepartmentHandler>>;
  /** By operation name: writes that a department makes. */
  readonly writers?: Readonly<Record<string, DepartmentWriter>>;
  readonly feeds?: readonly FeedDeclaration[];
  readonly checkDesks?: readonly CheckDesk[];
  /** By topic with due dates: asks the department for the person's date when the reminder is switched on. Null: there is none. */
  readonly dueDates?: Readonly<Record<string, (context: DepartmentContext) => Promise<{ readonly ok: true; readonly dueOn: string | null } | Refusal>>>;
  readonly documents?: readonly DocumentKind[];
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
  /** What people may want to be told about. */
  readonly topics?: readonly TopicDeclaration[];
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
