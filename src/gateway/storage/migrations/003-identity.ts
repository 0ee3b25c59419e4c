import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Remembered identity, and what a person is and prefers: once per person instead of once per host account. */
const statements = [
  sql`create table remembered_hosts (
    remembered_ref text primary key,
    account_ref text not null unique references accounts on delete cascade,
    person_ref text not null references persons on delete cascade,
    since timestamptz not null,
    last_used_at timestamptz not null,
    until timestamptz not null
  )`,
  sql`create index remembered_hosts_person on remembered_hosts (person_ref)`,
  sql`create index remembered_hosts_until on remembered_hosts (until)`,
  sql`alter table persons add column subject_type text not null default 'natural' check (subject_type in ('natural', 'legal'))`,
  sql`alter table persons add column elder boolean`,
  sql`alter table persons add column locale text`,
  // What a person chose on the first host of theirs that knows a choice.
  sql`update persons set elder = chosen.elder, locale = chosen.locale from (
    select distinct on (person_ref) person_ref, coalesce((preferences ->> 'elder')::boolean, false) as elder, preferences ->> 'locale' as locale
    from accounts where person_ref is not null and preferences ? 'locale' order by person_ref, created_at
  ) chosen where chosen.person_ref = persons.person_ref`,
];

export const identity: Migration = {
  version: 3,
  name: 'identity',
  async up(tx) {
    for (const statement of statements) await statement.execute(tx);
  },
};
