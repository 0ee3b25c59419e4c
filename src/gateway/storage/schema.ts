import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/**
 * Tables of the gateway as Kysely sees them. Names are those of the database.
 * Class, purpose and retention of every column are in `columns.ts`; the SQL is in `migrations/`.
 *
 * Conventions: a `…_ref`, `…_id` is a random text (`newRef()`); a `…_key` is an HMAC in hex, never the value itself;
 * `sealed…` is the text of `keys.seal()`; instants are `timestamptz` and travel as `Date`; a bigint travels as `number`;
 * a `jsonb` column always holds an object.
 */
export interface Database {
  persons: PersonsTable;
  person_identifiers: PersonIdentifiersTable;
  remembered_hosts: RememberedHostsTable;
  audit_subjects: AuditSubjectsTable;
  accounts: AccountsTable;
  claims: ClaimsTable;
  claim_counts: ClaimCountsTable;
  binding_codes: BindingCodesTable;
  login_states: LoginStatesTable;
  refresh_tokens: RefreshTokensTable;
  consents: ConsentsTable;
  drafts: DraftsTable;
  idempotency: IdempotencyTable;
  check_requests: CheckRequestsTable;
  messages: MessagesTable;
  feeds: FeedsTable;
  topic_choices: TopicChoicesTable;
  alerts: AlertsTable;
  due_dates: DueDatesTable;
  host_subscriptions: HostSubscriptionsTable;
  host_notices: HostNoticesTable;
  file_tickets: FileTicketsTable;
  issued_documents: IssuedDocumentsTable;
  revocations: RevocationsTable;
  kill_switches: KillSwitchesTable;
  outbox: OutboxTable;
  audit_rows: AuditRowsTable;
  audit_waiting: AuditWaitingTable;
  audit_seals: AuditSealsTable;
  audit_segments: AuditSegmentsTable;
  schema_versions: SchemaVersionsTable;
}

type Json = Readonly<Record<string, unknown>>;
/** Instant with a default of now(). */
type CreatedAt = ColumnType<Date, Date | undefined, never>;
type Instant = ColumnType<Date, Date, Date>;
type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
/** Local date `yyyy-MM-dd`. */
type LocalDate = string;
/** Nullable column that may be left out when inserting. */
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** One person across hosts. `person_key` is emptied at deletion, so that the same person may start again as somebody new. */
export interface PersonsTable {
  person_ref: string;
  person_key: Maybe<string>;
  pepper_version: number;
  /** Rises when every session of the person must end. */
  epoch: Generated<number>;
  created_at: CreatedAt;
  deleted_at: MaybeInstant;
  /** For whom the person acts: `natural` for themselves, `legal` for a company or other body. */
  subject_type: ColumnType<string, string | undefined, string>;
  /** Elder edition and language, the same on every host; null until something was chosen. */
  elder: Maybe<boolean>;
  locale: Maybe<string>;
}

/** A host account on which the person agreed to be remembered: a silent login there brings back L2. */
export interface RememberedHostsTable {
  remembered_ref: string;
  account_ref: string;
  person_ref: string;
  since: Instant;
  last_used_at: Instant;
  until: Instant;
}

/** Sealed name and number, kept only as long as a department may have to be asked. */
export interface PersonIdentifiersTable {
  person_ref: string;
  sealed: string;
  kept_until: Instant;
  remembered: Generated<boolean>;
}

/** Random audit name of a person; deleting the row makes the audit anonymous. */
export interface AuditSubjectsTable {
  subject_ref: string;
  person_ref: string;
  /** Legal hold: the mapping must stay until then. */
  hold_until: MaybeInstant;
  hold_reason: Maybe<string>;
  created_at: CreatedAt;
}

/** Account of a host platform (`weapp`, `alipay`, `h5`). */
export interface AccountsTable {
  account_ref: string;
  host: string;
  app_id: string;
  host_subject_key: string;
  sealed_host_ids: Maybe<string>;
  person_ref: Maybe<string>;
  l2_until: MaybeInstant;
  l3_until: MaybeInstant;
  preferences: ColumnType<Json, Json | undefined, Json>;
  created_at: CreatedAt;
  last_seen_at: ColumnType<Date, Date | undefined, Date>;
}

/** Name and number a citizen claimed, sealed, while the host checks them. */
export interface ClaimsTable {
  claim_id: string;
  account_ref: string;
  method: string;
  sealed: string;
  state: string;
  attempts: Generated<number>;
  expires_at: Instant;
  created_at: CreatedAt;
}

/** Claims per bucket (host account, number) and local day. */
export interface ClaimCountsTable {
  bucket_key: string;
  day: LocalDate;
  count: number;
}

export interface BindingCodesTable {
  code_key: string;
  sealed: string;
  level: string;
  channel: string;
  expires_at: Instant;
  tries_left: number;
  spent_at: MaybeInstant;
  created_at: CreatedAt;
}

/** State of a browser redirect on its way to the unified identity page and back. */
export interface LoginStatesTable {
  state_key: string;
  sealed: string;
  expires_at: Instant;
  created_at: CreatedAt;
}

/** Refresh cookies of browsers. A token used twice ends its family. */
export interface RefreshTokensTable {
  token_key: string;
  family_ref: string;
  account_ref: string;
  person_ref: Maybe<string>;
  expires_at: Instant;
  replaced_by: Maybe<string>;
  replaced_at: MaybeInstant;
  created_at: CreatedAt;
}

export type ConsentDecision = 'granted' | 'refused' | 'withdrawn';

/** Every decision is a row; the newest of person (or account, before the person is known) and purpose counts. */
export interface ConsentsTable {
  consent_id: string;
  person_ref: Maybe<string>;
  account_ref: Maybe<string>;
  purpose: string;
  version: number;
  decision: ConsentDecision;
  decided_at: Instant;
  until: MaybeInstant;
  trace_id: string;
}

export interface DraftsTable {
  draft_id: string;
  person_ref: string;
  kind: string;
  sealed: string;
  version: Generated<number>;
  created_at: CreatedAt;
  updated_at: ColumnType<Date, Date | undefined, Date>;
  expires_at: Instant;
}

/** One row per write that was claimed. Holds a digest and a reference, never the answer. */
export interface IdempotencyTable {
  person_ref: string;
  operation: string;
  idempotency_key: string;
  body_digest: string;
  reference: Maybe<string>;
  created_at: CreatedAt;
}

/** "有疑问": what a citizen doubts, by operation, kind, period and date of data – never the figure. */
export interface CheckRequestsTable {
  request_no: string;
  person_ref: string;
  operation: string;
  kind: string;
  period: Maybe<string>;
  data_date: Maybe<LocalDate>;
  trace_id_of_answer: Maybe<string>;
  sealed_words: Maybe<string>;
  state: string;
  created_at: CreatedAt;
  next_step_date: Maybe<LocalDate>;
  /** Department that checks; null for a doubt about the platform itself. */
  department: Maybe<string>;
  /** Number the department gave when it took the request over. */
  department_no: Maybe<string>;
  /** Whom the department is asked about, sealed; emptied when the request has been handed over. */
  sealed_identifiers: Maybe<string>;
  sealed_answer: Maybe<string>;
  handed_over_at: MaybeInstant;
  answered_at: MaybeInstant;
}

/** Message to a person: a kind of the dictionaries and its parameters, no personal data. */
export interface MessagesTable {
  message_id: string;
  person_ref: string;
  kind: string;
  params: ColumnType<Json, Json | undefined, Json>;
  created_at: CreatedAt;
  read_at: MaybeInstant;
}

/** How far a department's feed was read. */
export interface FeedsTable {
  feed: string;
  /** The department's own mark of the place, opaque. */
  cursor: ColumnType<string, string | undefined, string>;
  /** Highest number seen. */
  last_seq: ColumnType<number, number | undefined, number>;
  pulled_at: MaybeInstant;
  failing_since: MaybeInstant;
}

/** Whether a person wants to be told about a topic; the newest decision. */
export interface TopicChoicesTable {
  person_ref: string;
  topic: string;
  chosen: boolean;
  /** Version of the text that was read. */
  version: number;
  /** Local day of the decision: what happened before it is not announced. */
  since: LocalDate;
  decided_at: Instant;
}

/** An event that was announced, named by its HMAC: never a second time. */
export interface AlertsTable {
  alert_id: string;
  person_ref: string;
  topic: string;
  event_key: string;
  created_at: CreatedAt;
}

/** A date that the department gave and from which reminders count back. */
export interface DueDatesTable {
  person_ref: string;
  topic: string;
  due_on: LocalDate;
  /** Number in the feed: an older one never replaces a newer one. */
  seq: number;
  updated_at: Instant;
}

/** What a person told a host about messages on one topic. */
export interface HostSubscriptionsTable {
  account_ref: string;
  topic: string;
  state: 'accepted' | 'refused';
  /** Messages that may still be sent; null for a long-term subscription. */
  left_count: Maybe<number>;
  decided_at: Instant;
}

export type NoticeState = 'waiting' | 'sending' | 'sent' | 'refused' | 'failed' | 'dropped' | 'unknown';

/** A message of ours on its way through a host platform. */
export interface HostNoticesTable {
  notice_id: string;
  person_ref: string;
  account_ref: string;
  message_id: string;
  topic: string;
  state: NoticeState;
  /** Not before: quiet hours. */
  due_at: Instant;
  attempts: Generated<number>;
  /** Code of the host, for operators. */
  fault: Maybe<string>;
  created_at: CreatedAt;
  ended_at: MaybeInstant;
}

/** Right to one file, once, within a minute. The ticket's text is derived from its id under a key outside the database. */
export interface FileTicketsTable {
  ticket_id: string;
  /** Signed operation that drew it. */
  operation: string;
  direction: 'download' | 'upload';
  /** What the file is of, in the words of the operation. */
  object_ref: string;
  session_id: string;
  account_ref: string;
  person_ref: Maybe<string>;
  epoch: number;
  /** Bytes: exact for a download, the most for an upload; null when unknown. */
  size: Maybe<number>;
  /** SM3 in hex that the file must have; null when unknown. */
  digest: Maybe<string>;
  expires_at: Instant;
  created_at: CreatedAt;
}

/** A document that a department issued, numbered and sealed. The document itself is fetched from the department each time. */
export interface IssuedDocumentsTable {
  document_id: string;
  person_ref: string;
  /** Operation that issues documents of this kind. */
  kind: string;
  document_no: string;
  sealed_code: string;
  digest: string;
  size: number;
  issued_at: Instant;
  expires_on: Maybe<LocalDate>;
  /** As the department last said. */
  revoked_on: Maybe<LocalDate>;
  created_at: CreatedAt;
}

/** What every gateway process must stop trusting. */
export interface RevocationsTable {
  kind: string;
  target: string;
  at: ColumnType<Date, Date | undefined, Date>;
}

export interface KillSwitchesTable {
  department: string;
  off_since: Instant;
  reason: string;
}

/** Work to be handed to the job queue; payload holds ids only. */
export interface OutboxTable {
  id: GeneratedAlways<number>;
  kind: string;
  payload: ColumnType<Readonly<Record<string, string | number>>, Readonly<Record<string, string | number>>, never>;
  created_at: CreatedAt;
  moved_at: MaybeInstant;
}

/** One audited act. Written unchained and never changed: its place is in the seal that names it. */
export interface AuditRowsTable {
  id: GeneratedAlways<number>;
  entry_ref: string;
  at: ColumnType<Date, Date, never>;
  trace_id: string;
  subject_ref: Maybe<string>;
  account_hash: Maybe<string>;
  operation: string;
  kind: string;
  outcome: string;
  level: Maybe<string>;
  department: Maybe<string>;
  purpose: Maybe<string>;
  entry_key_id: string;
  entry_mac: string;
}

/** Audit rows of one statement that no seal names yet. */
export interface AuditWaitingTable {
  id: GeneratedAlways<number>;
  /** Read as text, `1,2,3`. */
  row_ids: string;
  /** Marks of these rows in the same order, joined by commas. */
  entry_macs: string;
}

/** One round of the sealer: the rows it chained, in order, and the head of the chain after them. */
export interface AuditSealsTable {
  position: number;
  segment: string;
  row_count: number;
  /** Read as text, `1,2,3`. */
  row_ids: string;
  key_id: string;
  chain_mac: string;
  sealed_at: ColumnType<Date, Date, never>;
}

/** One month of the chain (`yyyy-MM`, Asia/Shanghai). A segment opens with the closing head of the one before. */
export interface AuditSegmentsTable {
  segment: string;
  first_position: number;
  last_position: Maybe<number>;
  opening_mac: string;
  closing_mac: Maybe<string>;
  key_id: string;
}

export interface SchemaVersionsTable {
  version: number;
  name: string;
  applied_at: CreatedAt;
}
