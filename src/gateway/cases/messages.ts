import type { InputOf, OutputOf } from '../../contract/operation.ts';
import type { MessageKind, messagesList, messagesMarkRead } from '../../contract/platform/messages.ts';
import { refuse } from '../../contract/problems.ts';
import { shanghaiTime } from '../../contract/shanghai-time.ts';
import type { Handlers, ReadHandler, WriteHandler } from '../ports.ts';
import { newRef } from '../storage/ids.ts';
import type { Db } from '../storage/storage.ts';
import { personOf, type CaseDeps } from './drafts.ts';
import { pageOf, pageSize } from './paging.ts';

type Listed = OutputOf<typeof messagesList>;

/** Adds a message in the transaction of its cause. Params are codes, numbers of ours and dates: no personal data. @returns its id */
export async function addMessage(tx: Db, personRef: string, kind: MessageKind, params: Readonly<Record<string, string>>, now: Date): Promise<string> {
  const messageId = newRef();
  await tx.insertInto('messages').values({ message_id: messageId, person_ref: personRef, kind, params, created_at: now }).execute();
  return messageId;
}

/** Handlers of `messages.*`. Someone else's message is not found. */
export function messageHandlers({ storage }: CaseDeps): Handlers {
  const list: ReadHandler<InputOf<typeof messagesList>, Listed> = {
    kind: 'read',
    async handle(context, { page }) {
      const mine = storage.db.selectFrom('messages').where('person_ref', '=', personOf(context));
      const { total, unread } = await mine.select((eb) => [
        eb.fn.countAll<number>().as('total'),
        eb.fn.countAll<number>().filterWhere('read_at', 'is', null).as('unread'),
      ]).executeTakeFirstOrThrow();
      const rows = await mine.selectAll().orderBy('created_at', 'desc').orderBy('message_id').limit(pageSize).offset((page - 1) * pageSize).execute();
      return {
        ok: true,
        data: {
          messages: rows.map((row) => ({
            messageId: row.message_id, kind: row.kind as MessageKind, params: row.params as Record<string, string>,
            createdAt: shanghaiTime(row.created_at), read: row.read_at !== null,
          })),
          unread: Number(unread), ...pageOf(page, total),
        },
      };
    },
  };
  const markRead: WriteHandler<InputOf<typeof messagesMarkRead>, OutputOf<typeof messagesMarkRead>> = {
    kind: 'write',
    async write(tx, context, { messageId }) {
      const mine = tx.updateTable('messages').where('message_id', '=', messageId).where('person_ref', '=', personOf(context));
      // Keeps the first time of reading: marking twice is the same as once.
      const marked = await mine.set((eb) => ({ read_at: eb.fn.coalesce('read_at', eb.val(context.now)) })).returning('message_id').executeTakeFirst();
      return marked ? { ok: true, reference: messageId } : refuse('notFound');
    },
    read: async () => ({ ok: true, data: { done: true } }),
  };
  return { 'messages.list': list, 'messages.markRead': markRead };
}
