import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Feeds of departments, what people want to be told, what they were told, and the way of a check request through a department. */
const statements = [
  sql`create table feeds (
    feed text primary key,
    cursor text not null default '',
    last_seq bigint not null default 0,
    pulled_at timestamptz,
    failing_since timestamptz
  )`,
  sql`create table topic_choices (
    person_ref text not null references persons on delete cascade,
    topic text not null,
    chosen boolean not null,
    version integer not null,
    since date not null,
    decided_at timestamptz not null,
    primary key (person_ref, topic)
  )`,
  sql`create index topic_choices_topic on topic_choices (topic) where chosen`,
  // The key names an event by its HMAC: what the department said is not kept, only that it was told.
  sql`create table alerts (
    alert_id text primary key,
    person_ref text not null references persons on delete cascade,
    topic text not null,
    event_key text not null,
    created_at timestamptz not null default now(),
    unique (person_ref, topic, event_key)
  )`,
  sql`create index alerts_created on alerts (created_at)`,
  sql`create table due_dates (
    person_ref text not null references persons on delete cascade,
    topic text not null,
    due_on date not null,
    seq bigint not null,
    updated_at timestamptz not null,
    primary key (person_ref, topic)
  )`,
  sql`create index due_dates_due on due_dates (due_on)`,
  sql`create table host_subscriptions (
    account_ref text not null references accounts on delete cascade,
    topic text not null,
    state text not null check (state in ('accepted', 'refused')),
    left_count integer,
    decided_at timestamptz not null,
    primary key (account_ref, topic)
  )`,
  sql`create table host_notices (
    notice_id text primary key,
    person_ref text not null references persons on delete cascade,
    account_ref text not null references accounts on delete cascade,
    message_id text not null references messages on delete cascade,
    topic text not null,
    state text not null check (state in ('waiting', 'sending', 'sent', 'refused', 'failed', 'dropped', 'unknown')),
    due_at timestamptz not null,
    attempts integer not null default 0,
    fault text,
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    unique (message_id, account_ref)
  )`,
  sql`create index host_notices_due on host_notices (due_at) where state in ('waiting', 'sending')`,
  sql`alter table check_requests
    add column department text,
    add column department_no text,
    add column sealed_identifiers text,
    add column sealed_answer text,
    add column handed_over_at timestamptz,
    add column answered_at timestamptz`,
  sql`create index check_requests_open on check_requests (created_at) where state <> 'answered'`,
];

export const alerts: Migration = {
  version: 5,
  name: 'alerts',
  async up(tx) {
    for (const statement of statements) await statement.execute(tx);
  },
};
