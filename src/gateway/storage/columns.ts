import type { FieldClass } from '../../contract/field-class.ts';
import type { Database } from './schema.ts';

/** What one column holds, why, and how long. Retentions are ours unless a law is named. */
export interface ColumnFacts {
  readonly class: FieldClass;
  readonly purpose: string;
  readonly retention: string;
}

type Columns<T> = { readonly [Name in keyof T]: ColumnFacts };

const untilDeletion = 'until the person deletes the account';
const fact = (fieldClass: FieldClass, purpose: string, retention: string): ColumnFacts => ({ class: fieldClass, purpose, retention });

/**
 * Every column of every table: class, purpose and retention in one place (个人信息保护法 arts. 5, 6, 17, 19).
 * A test compares it with the migrated databases; a column that is missing here does not pass.
 *
 * What is *not* here is the point: no column holds a department's record. Answers of departments are shown, never kept.
 */
export const columns: { readonly [Table in keyof Database]: Columns<Database[Table]> } = {
  persons: {
    person_ref: fact('personal', 'names a person inside the platform', untilDeletion),
    person_key: fact('sensitive', 'HMAC of the credential number: the same person on three hosts is one', untilDeletion),
    pepper_version: fact('internal', 'which pepper made the key', untilDeletion),
    epoch: fact('internal', 'ends all sessions when it rises', untilDeletion),
    created_at: fact('personal', 'first confirmed identity', untilDeletion),
    deleted_at: fact('internal', 'proof that the deletion was done', '3 years'),
  },
  person_identifiers: {
    person_ref: fact('personal', 'whose identifiers', 'as kept_until'),
    sealed: fact('sensitive', 'encrypted name and number, opened only to ask a department', 'the session, 2 hours; longer only with consent to be remembered'),
    kept_until: fact('internal', 'when the purge removes the row', 'as kept_until'),
    remembered: fact('internal', 'the person agreed to be remembered', 'as kept_until'),
  },
  audit_subjects: {
    subject_ref: fact('personal', 'random name of a person in the audit', 'until deletion, or the end of a legal hold'),
    person_ref: fact('personal', 'whose audit name; deleting the row makes the audit anonymous', 'until deletion, or the end of a legal hold'),
    hold_until: fact('internal', 'a legal hold keeps the mapping until then', 'until the hold ends'),
    hold_reason: fact('internal', 'authority and file number of the hold', 'until the hold ends'),
    created_at: fact('internal', 'first audited act', 'until deletion, or the end of a legal hold'),
  },
  accounts: {
    account_ref: fact('personal', 'names a host account inside the platform', untilDeletion),
    host: fact('internal', 'which host platform', untilDeletion),
    app_id: fact('internal', 'which mini-program of the host', untilDeletion),
    host_subject_key: fact('personal', 'HMAC of the host account id: recognises a silent login', untilDeletion),
    sealed_host_ids: fact('sensitive', 'encrypted ids the host needs to be asked with', untilDeletion),
    person_ref: fact('personal', 'the person who proved to own the account', untilDeletion),
    l2_until: fact('internal', 'how long the confirmed identity holds', '2 hours; longer when remembered'),
    l3_until: fact('internal', 'how long the strong check holds', '30 minutes'),
    preferences: fact('personal', 'language, text size, switched-off choices', untilDeletion),
    created_at: fact('personal', 'first visit', untilDeletion),
    last_seen_at: fact('personal', 'finds accounts nobody uses', untilDeletion),
  },
  claims: {
    claim_id: fact('internal', 'names a running identity check', '10 minutes, purged within a day'),
    account_ref: fact('personal', 'the host account that claims', '10 minutes, purged within a day'),
    method: fact('internal', 'which method checks', '10 minutes, purged within a day'),
    sealed: fact('sensitive', 'encrypted name and number while the host checks them', '10 minutes, purged within a day'),
    state: fact('internal', 'how far the check is', '10 minutes, purged within a day'),
    attempts: fact('internal', 'limits guessing', '10 minutes, purged within a day'),
    expires_at: fact('internal', 'end of the claim', '10 minutes, purged within a day'),
    created_at: fact('internal', 'start of the claim', '10 minutes, purged within a day'),
  },
  claim_counts: {
    bucket_key: fact('personal', 'HMAC of the account or number that is limited', '7 days'),
    day: fact('internal', 'local day of the count', '7 days'),
    count: fact('internal', 'limits guessing of names and numbers', '7 days'),
  },
  binding_codes: {
    code_key: fact('sensitive', 'HMAC a code is found by', '10 minutes, purged within a day'),
    sealed: fact('sensitive', 'encrypted identity seen at the counter', '10 minutes, purged within a day'),
    level: fact('internal', 'level the code gives', '10 minutes, purged within a day'),
    channel: fact('internal', 'hall or telephone', '10 minutes, purged within a day'),
    expires_at: fact('internal', 'end of the code', '10 minutes, purged within a day'),
    tries_left: fact('internal', 'limits guessing', '10 minutes, purged within a day'),
    spent_at: fact('internal', 'a code works once', '10 minutes, purged within a day'),
    created_at: fact('internal', 'issue of the code', '10 minutes, purged within a day'),
  },
  login_states: {
    state_key: fact('internal', 'HMAC of the state of a redirect: it comes back once', '10 minutes, purged within a day'),
    sealed: fact('internal', 'encrypted nonce, verifier and return page', '10 minutes, purged within a day'),
    expires_at: fact('internal', 'end of the redirect', '10 minutes, purged within a day'),
    created_at: fact('internal', 'start of the redirect', '10 minutes, purged within a day'),
  },
  refresh_tokens: {
    token_key: fact('sensitive', 'HMAC of a refresh cookie', 'until it expires'),
    family_ref: fact('internal', 'cookies that follow one another; a cookie used twice ends all', 'until it expires'),
    account_ref: fact('personal', 'whose browser', 'until it expires'),
    person_ref: fact('personal', 'who is signed in', 'until it expires'),
    expires_at: fact('internal', 'end of the cookie', 'until it expires'),
    replaced_by: fact('internal', 'the cookie that followed', 'until it expires'),
    replaced_at: fact('internal', 'when it was followed', 'until it expires'),
    created_at: fact('internal', 'issue of the cookie', 'until it expires'),
  },
  consents: {
    consent_id: fact('internal', 'names a decision', untilDeletion),
    person_ref: fact('personal', 'who decided', untilDeletion),
    account_ref: fact('personal', 'who decided before the person was known', untilDeletion),
    purpose: fact('personal', 'what was decided about', untilDeletion),
    version: fact('internal', 'which text was read', untilDeletion),
    decision: fact('personal', 'granted, refused or withdrawn', untilDeletion),
    decided_at: fact('personal', 'proof of the decision; a refusal is not asked again for 30 days', untilDeletion),
    until: fact('internal', 'end of a consent given for a time', untilDeletion),
    trace_id: fact('internal', 'finds the call of the decision', untilDeletion),
  },
  drafts: {
    draft_id: fact('internal', 'names a draft; also the idempotency key of its form', '90 days'),
    person_ref: fact('personal', 'whose draft', '90 days'),
    kind: fact('internal', 'which form', '90 days'),
    sealed: fact('sensitive', 'encrypted entries of an unfinished form', '90 days'),
    version: fact('internal', 'notices a change from another phone', '90 days'),
    created_at: fact('personal', 'when the form was opened', '90 days'),
    updated_at: fact('personal', 'when it was last saved', '90 days'),
    expires_at: fact('internal', 'when the purge removes it', '90 days'),
  },
  idempotency: {
    person_ref: fact('personal', 'whose write', '30 days'),
    operation: fact('internal', 'which write', '30 days'),
    idempotency_key: fact('internal', 'recognises the same write', '30 days'),
    body_digest: fact('internal', 'recognises a different write under the same key', '30 days'),
    reference: fact('internal', 'what the write made; never the answer itself', '30 days'),
    created_at: fact('internal', 'age for the purge', '30 days'),
  },
  check_requests: {
    request_no: fact('personal', 'number the citizen quotes', '3 years'),
    person_ref: fact('personal', 'who doubts', '3 years'),
    operation: fact('internal', 'which answer is doubted', '3 years'),
    kind: fact('personal', 'which insurance or kind', '3 years'),
    period: fact('personal', 'which month or year', '3 years'),
    data_date: fact('internal', 'date of the data that was shown', '3 years'),
    trace_id_of_answer: fact('internal', 'finds the call in logs, which hold no figure either', '3 years'),
    sealed_words: fact('sensitive', "encrypted words of the citizen's own", '3 years'),
    state: fact('personal', 'how far the check is', '3 years'),
    created_at: fact('personal', 'when it was asked', '3 years'),
    next_step_date: fact('personal', 'when the citizen hears next', '3 years'),
  },
  messages: {
    message_id: fact('internal', 'names a message', '1 year'),
    person_ref: fact('personal', 'for whom', '1 year'),
    kind: fact('personal', 'which text', '1 year'),
    params: fact('internal', 'references for the text; no personal data', '1 year'),
    created_at: fact('personal', 'when it was written', '1 year'),
    read_at: fact('personal', 'counts the unread', '1 year'),
  },
  revocations: {
    kind: fact('internal', 'what is no longer trusted', '30 days'),
    target: fact('personal', 'which session, account or person', '30 days'),
    at: fact('internal', 'since when', '30 days'),
  },
  kill_switches: {
    department: fact('public', 'department switched off', 'until it is switched on'),
    off_since: fact('public', 'since when', 'until it is switched on'),
    reason: fact('public', 'what citizens are told', 'until it is switched on'),
  },
  outbox: {
    id: fact('internal', 'order of work', '7 days after it was handed over'),
    kind: fact('internal', 'which job', '7 days after it was handed over'),
    payload: fact('internal', 'ids of the rows to work on; nothing else', '7 days after it was handed over'),
    created_at: fact('internal', 'age of the work', '7 days after it was handed over'),
    moved_at: fact('internal', 'handed to the job queue', '7 days after it was handed over'),
  },
  audit_rows: {
    id: fact('internal', 'order of writing', '6 months online, 3 years archived'),
    entry_ref: fact('internal', 'names a row for ever: a copied row is noticed', '6 months online, 3 years archived'),
    at: fact('internal', 'when it happened', '6 months online, 3 years archived'),
    trace_id: fact('internal', 'finds the call in logs', '6 months online, 3 years archived'),
    subject_ref: fact('personal', 'random name of the person; anonymous after deletion', '6 months online, 3 years archived'),
    account_hash: fact('personal', 'HMAC of the account reference', '6 months online, 3 years archived'),
    operation: fact('internal', 'what was done', '6 months online, 3 years archived'),
    kind: fact('internal', 'read, write, refusal, sign-in, consent', '6 months online, 3 years archived'),
    outcome: fact('internal', 'ok or the problem code', '6 months online, 3 years archived'),
    level: fact('internal', 'assurance of the session', '6 months online, 3 years archived'),
    department: fact('internal', 'who was asked', '6 months online, 3 years archived'),
    purpose: fact('internal', 'why the data were processed', '6 months online, 3 years archived'),
    entry_key_id: fact('internal', 'key of the row mark', '6 months online, 3 years archived'),
    entry_mac: fact('internal', 'HMAC of the row: changes and foreign rows are noticed', '6 months online, 3 years archived'),
    seal_position: fact('internal', 'place in the chain', '6 months online, 3 years archived'),
    chain_mac: fact('internal', 'chain up to this row', '6 months online, 3 years archived'),
  },
  audit_seals: {
    position: fact('internal', 'last place of a sealing round', '3 years'),
    segment: fact('internal', 'month of the chain', '3 years'),
    row_count: fact('internal', 'rows of the round', '3 years'),
    key_id: fact('internal', 'key of the chain', '3 years'),
    chain_mac: fact('internal', 'head after the round', '3 years'),
    sealed_at: fact('internal', 'when the round was made', '3 years'),
  },
  audit_segments: {
    segment: fact('internal', 'month of the chain', '3 years'),
    first_position: fact('internal', 'first place of the month', '3 years'),
    last_position: fact('internal', 'last place of the month', '3 years'),
    opening_mac: fact('internal', 'joins the month to the one before', '3 years'),
    closing_mac: fact('internal', 'head at the end of the month', '3 years'),
    key_id: fact('internal', 'key of the chain', '3 years'),
  },
  schema_versions: {
    version: fact('internal', 'which migrations were made', 'always'),
    name: fact('internal', 'which migrations were made', 'always'),
    applied_at: fact('internal', 'which migrations were made', 'always'),
  },
};
