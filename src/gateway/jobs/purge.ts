import { sql } from 'kysely';
import { shanghaiDate } from '../../contract/shanghai-time.ts';
import type { Db, Storage } from '../storage/storage.ts';
import type { Jobs } from './jobs.ts';

export const purgeKind = 'purge-expired';
const day = 24 * 60 * 60 * 1000;

/**
 * Removes what is past its retention (`columns.ts`). Each table is one statement, so that nothing waits long;
 * doing it twice removes nothing more. @returns rows removed per table
 */
export async function purgeExpired(storage: Storage, now = new Date()): Promise<Readonly<Record<string, number>>> {
  const db: Db = storage.db;
  const ago = (days: number) => new Date(now.getTime() - days * day);
  const deletes = {
    person_identifiers: db.deleteFrom('person_identifiers').where('kept_until', '<=', now),
    remembered_hosts: db.deleteFrom('remembered_hosts').where('until', '<=', now),
    claims: db.deleteFrom('claims').where('expires_at', '<=', ago(1)),
    claim_counts: db.deleteFrom('claim_counts').where('day', '<', shanghaiDate(ago(7))),
    binding_codes: db.deleteFrom('binding_codes').where('expires_at', '<=', ago(1)),
    login_states: db.deleteFrom('login_states').where('expires_at', '<=', ago(1)),
    refresh_tokens: db.deleteFrom('refresh_tokens').where('expires_at', '<=', now),
    drafts: db.deleteFrom('drafts').where('expires_at', '<=', now),
    idempotency: db.deleteFrom('idempotency').where('created_at', '<', ago(30)),
    check_requests: db.deleteFrom('check_requests').where('created_at', '<', ago(3 * 365)),
    messages: db.deleteFrom('messages').where('created_at', '<', ago(365)),
    alerts: db.deleteFrom('alerts').where('created_at', '<', ago(3 * 365)),
    due_dates: db.deleteFrom('due_dates').where('due_on', '<', shanghaiDate(ago(365))),
    host_notices: db.deleteFrom('host_notices').where('created_at', '<', ago(90)),
    file_tickets: db.deleteFrom('file_tickets').where('expires_at', '<=', now),
    // A document without an end of its own counts from its issue.
    issued_documents: db.deleteFrom('issued_documents').where(sql<boolean>`coalesce(expires_on, issued_at::date) < ${shanghaiDate(ago(365))}`),
    revocations: db.deleteFrom('revocations').where('at', '<', ago(30)),
    outbox: db.deleteFrom('outbox').where('moved_at', '<', ago(7)),
    // Under a legal hold the mapping outlived its person; it goes when the hold ends.
    audit_subjects: db
      .deleteFrom('audit_subjects')
      .where((where) => where.or([where('hold_until', 'is', null), where('hold_until', '<=', now)]))
      .where(sql<boolean>`not exists (select 1 from persons where persons.person_ref = audit_subjects.person_ref and persons.deleted_at is null)`),
    persons: db.deleteFrom('persons').where('deleted_at', '<', ago(3 * 365)),
  };
  // A request that no department took over within a month no longer needs to know whom it is about.
  await db.updateTable('check_requests').set({ sealed_identifiers: null }).where('created_at', '<', ago(30)).where('sealed_identifiers', 'is not', null).execute();
  const removed: Record<string, number> = {};
  for (const [table, statement] of Object.entries(deletes)) {
    removed[table] = Number((await statement.executeTakeFirst()).numDeletedRows);
  }
  return removed;
}

/** Purges every hour: identifiers must not outlive their two hours by a day. */
export function registerPurge(jobs: Jobs, storage: Storage): void {
  jobs.handle(purgeKind, async () => {
    await purgeExpired(storage);
  });
  jobs.schedule(purgeKind, '7 * * * *');
}
