import { timingSafeEqual } from 'node:crypto';
import type { Selectable } from 'kysely';
import { filesBase, ticketSeconds, type FileTicket } from '../../contract/files.ts';
import { refuse, type Refusal } from '../../contract/problems.ts';
import { shanghaiTime } from '../../contract/shanghai-time.ts';
import type { Keys } from '../keys/keys.ts';
import type { SessionView } from '../ports.ts';
import { newRef } from '../storage/ids.ts';
import type { FileTicketsTable } from '../storage/schema.ts';
import type { Db, Storage } from '../storage/storage.ts';

export type TicketRow = Selectable<FileTicketsTable>;

/** What a ticket is drawn for. */
export interface TicketFor {
  /** Signed operation that draws it; its source or sink is found by this name. */
  readonly operation: string;
  readonly direction: 'download' | 'upload';
  readonly objectRef: string;
  /** Bytes: exact for a download, the most for an upload. */
  readonly size: number;
  /** SM3 the file must have; null when it is not known before. */
  readonly digest: string | null;
}

export interface Tickets {
  /** Draws a ticket in the transaction of the call that asks for it. @returns its id, the reference of that write */
  draw(tx: Db, session: SessionView, what: TicketFor, now: Date): Promise<string>;
  /** What the client is told of a ticket it drew; `ticketInvalid` once it was used or its minute is over. */
  show(ticketId: string, now: Date): Promise<{ readonly ok: true; readonly ticket: FileTicket } | Refusal>;
  /** The row behind a ticket's text, not yet spent; null for anything that was not given out here, was used, is over, or whose session or person ended. */
  find(text: string, direction: TicketRow['direction'], now: Date): Promise<TicketRow | null>;
  /** Uses a ticket up. @returns false when another call – of any process – was first */
  spend(ticketId: string, now: Date): Promise<boolean>;
}

const shape = /^([A-Za-z0-9_-]{22})\.([0-9a-f]{32})$/;

/**
 * Tickets for files: pictures, documents and uploads cannot carry a call's signature. Rows live in the database, so every process agrees on
 * what was used. The text is derived from the id under a key outside it: whoever reads the table holds no ticket.
 */
export function createTickets(storage: Storage, keys: Keys): Tickets {
  const place = (ticketId: string) => `file-ticket|${ticketId}`;
  const pathOf = (ticketId: string) => `${filesBase}/${ticketId}.${keys.mark('token', place(ticketId)).mac.slice(0, 32)}`;

  function idOf(text: string): string | null {
    const [, ticketId, mac] = shape.exec(text) ?? [];
    if (!ticketId || !mac) return null;
    const given = Buffer.from(mac);
    // Each version is compared: a rotation must not void the tickets of this minute.
    const fits = keys.marks('token', place(ticketId)).filter((one) => timingSafeEqual(Buffer.from(one.mac.slice(0, 32)), given));
    return fits.length > 0 ? ticketId : null;
  }

  /** Did session, account or person end since? Asked of the database itself: an ended session must not get one more file. */
  async function ended(row: TicketRow): Promise<boolean> {
    const over = await storage.db.selectFrom('revocations').select('target')
      .where((where) => where.or([
        where.and([where('kind', '=', 'session'), where('target', '=', row.session_id)]),
        where.and([where('kind', '=', 'account'), where('target', '=', row.account_ref)]),
      ])).executeTakeFirst();
    if (over) return true;
    if (row.person_ref === null) return false;
    const person = await storage.db.selectFrom('persons').select(['epoch', 'deleted_at']).where('person_ref', '=', row.person_ref).executeTakeFirst();
    return !person || person.deleted_at !== null || person.epoch > row.epoch;
  }

  return {
    async draw(tx, session, { operation, direction, objectRef, size, digest }, now) {
      const ticketId = newRef();
      const person = session.personRef === null ? undefined
        : await tx.selectFrom('persons').select('epoch').where('person_ref', '=', session.personRef).executeTakeFirst();
      await tx.insertInto('file_tickets').values({
        ticket_id: ticketId, operation, direction, object_ref: objectRef, session_id: session.sessionId, account_ref: session.accountRef,
        person_ref: session.personRef, epoch: person?.epoch ?? 0, size, digest, expires_at: new Date(now.getTime() + ticketSeconds * 1000),
      }).execute();
      return ticketId;
    },
    async show(ticketId, now) {
      const row = await storage.db.selectFrom('file_tickets').select(['expires_at', 'size']).where('ticket_id', '=', ticketId).where('expires_at', '>', now).executeTakeFirst();
      return row ? { ok: true, ticket: { path: pathOf(ticketId), expiresAt: shanghaiTime(row.expires_at), size: row.size ?? 1 } } : refuse('ticketInvalid');
    },
    async find(text, direction, now) {
      const ticketId = idOf(text);
      if (ticketId === null) return null;
      const row = await storage.db.selectFrom('file_tickets').selectAll()
        .where('ticket_id', '=', ticketId).where('direction', '=', direction).where('expires_at', '>', now).executeTakeFirst();
      return !row || (await ended(row)) ? null : row;
    },
    async spend(ticketId, now) {
      const gone = await storage.db.deleteFrom('file_tickets').where('ticket_id', '=', ticketId).where('expires_at', '>', now).returning('ticket_id').executeTakeFirst();
      return gone !== undefined;
    },
  };
}
