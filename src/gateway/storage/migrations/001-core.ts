import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** The tables of the ground floor. PostgreSQL 15 SQL; PGlite understands the same. */
const statements = [
  sql`create table persons (
    person_ref text primary key,
    person_key text unique,
    pepper_version integer not null,
    epoch bigint not null default 0,
    created_at timestamptz not null default now(),
    deleted_at timestamptz
  )`,
  sql`create table person_identifiers (
    person_ref text primary key references persons on delete cascade,
    sealed text not null,
    kept_until timestamptz not null,
    remembered boolean not null default false
  )`,
  sql`create index person_identifiers_kept_until on person_identifiers (kept_until)`,
  // No foreign key to persons: under a legal hold the mapping outlives the person.
  sql`create table audit_subjects (
    subject_ref text primary key,
    person_ref text not null unique,
    hold_until timestamptz,
    hold_reason text,
    created_at timestamptz not null default now()
  )`,
  sql`create table accounts (
    account_ref text primary key,
    host text not null,
    app_id text not null,
    host_subject_key text not null,
    sealed_host_ids text,
    person_ref text references persons on delete set null,
    l2_until timestamptz,
    l3_until timestamptz,
    preferences jsonb not null default '{}',
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    unique (host, app_id, host_subject_key)
  )`,
  sql`create index accounts_person on accounts (person_ref)`,
  sql`create table claims (
    claim_id text primary key,
    account_ref text not null references accounts on delete cascade,
    method text not null,
    sealed text not null,
    state text not null,
    attempts integer not null default 0,
    expires_at timestamptz not null,
    created_at timestamptz not null default now()
  )`,
  sql`create index claims_account on claims (account_ref)`,
  sql`create index claims_expires on claims (expires_at)`,
  sql`create table claim_counts (
    bucket_key text not null,
    day date not null,
    count integer not null,
    primary key (bucket_key, day)
  )`,
  sql`create table binding_codes (
    code_key text primary key,
    sealed text not null,
    level text not null,
    channel text not null,
    expires_at timestamptz not null,
    tries_left integer not null,
    spent_at timestamptz,
    created_at timestamptz not null default now()
  )`,
  sql`create table login_states (
    state_key text primary key,
    sealed text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now()
  )`,
  sql`create table refresh_tokens (
    token_key text primary key,
    family_ref text not null,
    account_ref text not null references accounts on delete cascade,
    person_ref text references persons on delete cascade,
    expires_at timestamptz not null,
    replaced_by text,
    replaced_at timestamptz,
    created_at timestamptz not null default now()
  )`,
  sql`create index refresh_tokens_family on refresh_tokens (family_ref)`,
  sql`create index refresh_tokens_account on refresh_tokens (account_ref)`,
  sql`create table consents (
    consent_id text primary key,
    person_ref text references persons on delete cascade,
    account_ref text references accounts on delete cascade,
    purpose text not null,
    version integer not null,
    decision text not null check (decision in ('granted', 'refused', 'withdrawn')),
    decided_at timestamptz not null,
    until timestamptz,
    trace_id text not null,
    check (person_ref is not null or account_ref is not null)
  )`,
  sql`create index consents_person on consents (person_ref, purpose, decided_at desc)`,
  sql`create index consents_account on consents (account_ref, purpose, decided_at desc)`,
  sql`create table drafts (
    draft_id text primary key,
    person_ref text not null references persons on delete cascade,
    kind text not null,
    sealed text not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  sql`create index drafts_person on drafts (person_ref, kind)`,
  // No foreign key: a key is claimed with the account's reference too, before a person is known.
  sql`create table idempotency (
    person_ref text not null,
    operation text not null,
    idempotency_key text not null,
    body_digest text not null,
    reference text,
    created_at timestamptz not null default now(),
    primary key (person_ref, operation, idempotency_key)
  )`,
  sql`create index idempotency_created on idempotency (created_at)`,
  sql`create table check_requests (
    request_no text primary key,
    person_ref text not null references persons on delete cascade,
    operation text not null,
    kind text not null,
    period text,
    data_date date,
    trace_id_of_answer text,
    sealed_words text,
    state text not null,
    created_at timestamptz not null default now(),
    next_step_date date
  )`,
  sql`create index check_requests_person on check_requests (person_ref, created_at desc)`,
  sql`create table messages (
    message_id text primary key,
    person_ref text not null references persons on delete cascade,
    kind text not null,
    params jsonb not null default '{}',
    created_at timestamptz not null default now(),
    read_at timestamptz
  )`,
  sql`create index messages_person on messages (person_ref, created_at desc)`,
  sql`create table revocations (
    kind text not null,
    target text not null,
    at timestamptz not null default now(),
    primary key (kind, target)
  )`,
  sql`create index revocations_at on revocations (at)`,
  sql`create table kill_switches (
    department text primary key,
    off_since timestamptz not null,
    reason text not null
  )`,
  sql`create table outbox (
    id bigint generated always as identity primary key,
    kind text not null,
    payload jsonb not null,
    created_at timestamptz not null default now(),
    moved_at timestamptz
  )`,
  sql`create index outbox_waiting on outbox (id) where moved_at is null`,
  sql`create table audit_rows (
    id bigint generated always as identity primary key,
    entry_ref text not null unique,
    at timestamptz not null,
    trace_id text not null,
    subject_ref text,
    account_hash text,
    operation text not null,
    kind text not null,
    outcome text not null,
    level text,
    department text,
    purpose text,
    entry_key_id text not null,
    entry_mac text not null
  )`,
  // One row per statement that wrote audit rows: the sealer's queue. Audit rows themselves are never touched again.
  sql`create table audit_waiting (
    id bigint generated always as identity primary key,
    row_ids bigint[] not null,
    entry_macs text not null
  )`,
  sql`create index audit_rows_subject on audit_rows (subject_ref, at desc, id desc)`,
  sql`create table audit_seals (
    position bigint primary key,
    segment text not null,
    row_count integer not null,
    row_ids bigint[] not null,
    key_id text not null,
    chain_mac text not null,
    sealed_at timestamptz not null
  )`,
  sql`create table audit_segments (
    segment text primary key,
    first_position bigint not null,
    last_position bigint,
    opening_mac text not null,
    closing_mac text,
    key_id text not null
  )`,
];

export const core: Migration = {
  version: 1,
  name: 'core',
  async up(tx) {
    for (const statement of statements) await statement.execute(tx);
  },
};
