import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Tickets for files that cannot carry a signature, and what is kept of documents that departments issued: never the document. */
const statements = [
  sql`create table file_tickets (
    ticket_id text primary key,
    operation text not null,
    direction text not null check (direction in ('download', 'upload')),
    object_ref text not null,
    session_id text not null,
    account_ref text not null references accounts on delete cascade,
    person_ref text,
    epoch bigint not null,
    size integer,
    digest text,
    expires_at timestamptz not null,
    created_at timestamptz not null default now()
  )`,
  sql`create index file_tickets_expires on file_tickets (expires_at)`,
  sql`create index file_tickets_account on file_tickets (account_ref)`,
  sql`create table issued_documents (
    document_id text primary key,
    person_ref text not null references persons on delete cascade,
    kind text not null,
    document_no text not null,
    sealed_code text not null,
    digest text not null,
    size integer not null,
    issued_at timestamptz not null,
    expires_on date,
    revoked_on date,
    created_at timestamptz not null default now(),
    unique (kind, document_no)
  )`,
  sql`create index issued_documents_person on issued_documents (person_ref, kind, issued_at desc)`,
];

export const files: Migration = {
  version: 4,
  name: 'files',
  async up(tx) {
    for (const statement of statements) await statement.execute(tx);
  },
};
