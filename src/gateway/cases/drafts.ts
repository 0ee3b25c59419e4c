import type { InputOf, OutputOf } from '../../contract/operation.ts';
import type { draftsDiscard, draftsOpen, draftsSave } from '../../contract/platform/cases.ts';
import { refuse, type Refusal } from '../../contract/problems.ts';
import { shanghaiTime } from '../../contract/shanghai-time.ts';
import type { Keys } from '../keys/keys.ts';
import type { CallContext, Handlers, Outcome, WriteHandler } from '../ports.ts';
import { newRef } from '../storage/ids.ts';
import type { Db, Storage } from '../storage/storage.ts';

/** Days a draft is kept after it was last saved. */
export const draftDays = 90;
const lifetimeMs = draftDays * 24 * 60 * 60 * 1000;
type Draft = OutputOf<typeof draftsOpen>;
type Content = Draft['content'];

/** Place of a draft's content, so that the sealed text fits no other row. */
const placeOf = (draftId: string) => `drafts:${draftId}`;

/** The person of a call; operations here are L2 and above, so a missing one is a fault of ours. */
export function personOf(context: CallContext): string {
  const personRef = context.session?.personRef;
  if (!personRef) throw new Error('An L2 operation ran without a person');
  return personRef;
}

export interface CaseDeps {
  readonly storage: Storage;
  readonly keys: Keys;
}

/** Deletes a draft in the transaction of the submission that used it. False: it is not this person's, or gone. */
export async function closeDraft(tx: Db, personRef: string, draftId: string, kind: string, now: Date): Promise<boolean> {
  const gone = await tx.deleteFrom('drafts').where('draft_id', '=', draftId).where('person_ref', '=', personRef).where('kind', '=', kind)
    .where('expires_at', '>', now).returning('draft_id').executeTakeFirst();
  return gone !== undefined;
}

/** Handlers of `drafts.*`. Someone else's draft is not found, exactly like one that never was. */
export function draftHandlers({ storage, keys }: CaseDeps): Handlers {
  const sealContent = (draftId: string, content: Content) => keys.seal('field', JSON.stringify(content), placeOf(draftId));

  async function show(context: CallContext, draftId: string): Promise<Outcome<Draft>> {
    const row = await storage.db.selectFrom('drafts').selectAll().where('draft_id', '=', draftId).where('person_ref', '=', personOf(context)).executeTakeFirst();
    if (!row) return refuse('notFound');
    const text = keys.open('field', row.sealed, placeOf(draftId));
    if (text === null) return refuse('gone');
    return {
      ok: true,
      data: {
        draftId, kind: row.kind as Draft['kind'], version: row.version, content: JSON.parse(text) as Content,
        savedAt: shanghaiTime(row.updated_at), expiresAt: shanghaiTime(row.expires_at),
      },
    };
  }

  const open: WriteHandler<InputOf<typeof draftsOpen>, Draft> = {
    kind: 'write',
    async write(tx, context, { kind }) {
      const personRef = personOf(context);
      const found = await tx.selectFrom('drafts').select('draft_id').where('person_ref', '=', personRef).where('kind', '=', kind)
        .where('expires_at', '>', context.now).orderBy('updated_at', 'desc').executeTakeFirst();
      if (found) return { ok: true, reference: found.draft_id };
      const draftId = newRef();
      await tx.insertInto('drafts').values({
        draft_id: draftId, person_ref: personRef, kind, sealed: sealContent(draftId, {}),
        updated_at: context.now, expires_at: new Date(context.now.getTime() + lifetimeMs),
      }).execute();
      return { ok: true, reference: draftId };
    },
    read: show,
  };

  async function missing(tx: Db, context: CallContext, draftId: string): Promise<Refusal> {
    const row = await tx.selectFrom('drafts').select('expires_at').where('draft_id', '=', draftId).where('person_ref', '=', personOf(context)).executeTakeFirst();
    if (!row) return refuse('notFound');
    return refuse(row.expires_at <= context.now ? 'draftExpired' : 'draftConflict');
  }

  const save: WriteHandler<InputOf<typeof draftsSave>, Draft> = {
    kind: 'write',
    async write(tx, context, { draftId, version, content }) {
      const saved = await tx.updateTable('drafts')
        .set({ sealed: sealContent(draftId, content), version: version + 1, updated_at: context.now, expires_at: new Date(context.now.getTime() + lifetimeMs) })
        .where('draft_id', '=', draftId).where('person_ref', '=', personOf(context)).where('version', '=', version)
        .where('expires_at', '>', context.now).returning('draft_id').executeTakeFirst();
      return saved ? { ok: true, reference: draftId } : missing(tx, context, draftId);
    },
    read: show,
  };

  const discard: WriteHandler<InputOf<typeof draftsDiscard>, OutputOf<typeof draftsDiscard>> = {
    kind: 'write',
    async write(tx, context, { draftId }) {
      const gone = await tx.deleteFrom('drafts').where('draft_id', '=', draftId).where('person_ref', '=', personOf(context)).returning('draft_id').executeTakeFirst();
      return gone ? { ok: true, reference: draftId } : refuse('notFound');
    },
    read: async () => ({ ok: true, data: { done: true } }),
  };
  return { 'drafts.open': open, 'drafts.save': save, 'drafts.discard': discard };
}
