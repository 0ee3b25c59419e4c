import type { Purpose } from '../../contract/department.ts';
import type { InputOf, OutputOf } from '../../contract/operation.ts';
import { consentsDecide, consentsList } from '../../contract/platform/account.ts';
import { rememberPurpose } from '../../contract/platform/remember.ts';
import { refuse } from '../../contract/problems.ts';
import { shanghaiTime } from '../../contract/shanghai-time.ts';
import { addMessage } from '../cases/messages.ts';
import { forgetHosts } from '../identity/remembered.ts';
import type { Handlers, ReadHandler, WriteHandler } from '../ports.ts';
import { newRef } from '../storage/ids.ts';
import type { ConsentDecision } from '../storage/schema.ts';
import type { Db } from '../storage/storage.ts';
import type { AccountDeps } from './deps.ts';

type State = OutputOf<typeof consentsDecide>;

/** A refusal is not asked again for 30 days. */
const quietMs = 30 * 24 * 60 * 60 * 1000;

interface Row {
  readonly consent_id: string;
  readonly version: number;
  readonly decision: ConsentDecision;
  readonly decided_at: Date;
  readonly until: Date | null;
}

async function newest(db: Db, personRef: string, purpose: string): Promise<Row | undefined> {
  return db
    .selectFrom('consents')
    .select(['consent_id', 'version', 'decision', 'decided_at', 'until'])
    .where('person_ref', '=', personRef)
    .where('purpose', '=', purpose)
    .orderBy('decided_at', 'desc')
    .orderBy('version', 'desc')
    .executeTakeFirst();
}

function stateOf(purpose: Purpose, row: Row | undefined, now: number): State {
  const { id, title, version } = purpose;
  if (!row) return { purpose: id, title, version, decision: 'none', decidedAt: null, outdated: false, quietUntil: null };
  const quiet = row.decision === 'refused' && row.until !== null && row.until.getTime() > now ? shanghaiTime(row.until) : null;
  return { purpose: id, title, version, decision: row.decision, decidedAt: shanghaiTime(row.decided_at), outdated: row.version !== version, quietUntil: quiet };
}

/** Handlers of `consents.*`. Every decision is a row of its own; the newest counts. */
export function consentHandlers({ storage, changes, consentPurposes }: AccountDeps): Handlers {
  const list: ReadHandler<InputOf<typeof consentsList>, OutputOf<typeof consentsList>> = {
    kind: 'read',
    async handle({ session, now }) {
      const personRef = session?.personRef;
      if (!personRef) return refuse('levelTooLow', { requiredLevel: 'L2' });
      const rows = await storage.db
        .selectFrom('consents')
        .select(['consent_id', 'purpose', 'version', 'decision', 'decided_at', 'until'])
        .where('person_ref', '=', personRef)
        .orderBy('decided_at')
        .orderBy('version')
        .execute();
      const latest = new Map(rows.map((row) => [row.purpose, row]));
      return { ok: true, data: { consents: consentPurposes.map((purpose) => stateOf(purpose, latest.get(purpose.id), now.getTime())) } };
    },
  };

  const decide: WriteHandler<InputOf<typeof consentsDecide>, State> = {
    kind: 'write',
    async write(tx, { session, now, traceId }, input) {
      const personRef = session?.personRef;
      if (!personRef) return refuse('levelTooLow', { requiredLevel: 'L2' });
      const purpose = consentPurposes.find((one) => one.id === input.purpose);
      if (!purpose) return refuse('notFound');
      // A decision belongs to the text that was read; an old one can still be withdrawn.
      if (input.version !== purpose.version && input.decision !== 'withdrawn') {
        return refuse('inputInvalid', { fields: [{ field: 'version', rule: 'choice' }] });
      }
      // Two decisions of one person at once are taken one after the other.
      await tx.selectFrom('persons').select('person_ref').where('person_ref', '=', personRef).forUpdate().execute();
      const before = await newest(tx, personRef, purpose.id);
      if (before?.decision === input.decision && before.version === input.version && input.decision !== 'refused') return { ok: true, reference: before.consent_id };
      if (input.decision === 'withdrawn' && before?.decision !== 'granted') return refuse('notFound');
      const consentId = newRef();
      // Never before the decision it replaces, whatever the clocks of two processes say.
      const decidedAt = new Date(Math.max(now.getTime(), (before?.decided_at.getTime() ?? 0) + 1));
      await tx
        .insertInto('consents')
        .values({
          consent_id: consentId,
          person_ref: personRef,
          purpose: purpose.id,
          version: input.version,
          decision: input.decision,
          decided_at: decidedAt,
          until: input.decision === 'refused' ? new Date(now.getTime() + quietMs) : null,
          trace_id: traceId,
        })
        .execute();
      // Whoever takes the agreement back is forgotten on every phone, not only on this one.
      if (purpose.id === rememberPurpose && input.decision !== 'granted') await forgetHosts(tx, changes, personRef, session.accountRef, null, now);
      if (input.decision === 'withdrawn') await addMessage(tx, personRef, 'consentWithdrawn', { purpose: purpose.id }, now);
      // Every process drops what it cached of the person under the old decision.
      await changes.announce(tx, 'consent', personRef);
      return { ok: true, reference: consentId };
    },
    async read({ session, now }, _reference, input) {
      const purpose = consentPurposes.find((one) => one.id === input.purpose);
      if (!purpose || !session?.personRef) return refuse('notFound');
      return { ok: true, data: stateOf(purpose, await newest(storage.db, session.personRef, purpose.id), now.getTime()) };
    },
  };

  return { [consentsList.name]: list, [consentsDecide.name]: decide };
}
