import { randomInt } from 'node:crypto';
import type { InputOf, OutputOf } from '../../contract/operation.ts';
import type { checkRequestsCreate, checkRequestsList } from '../../contract/platform/cases.ts';
import { refuse } from '../../contract/problems.ts';
import { shanghaiDate, shanghaiTime } from '../../contract/shanghai-time.ts';
import type { CallContext, Handlers, Outcome, ReadHandler, WriteHandler } from '../ports.ts';
import type { CheckRequestsTable } from '../storage/schema.ts';
import type { Selectable } from 'kysely';
import { closeDraft, personOf, type CaseDeps } from './drafts.ts';
import { addMessage } from './messages.ts';
import { pageOf, pageSize } from './paging.ts';

type CheckRequest = OutputOf<typeof checkRequestsCreate>;
type Row = Selectable<CheckRequestsTable>;

/** Days within which the person hears more: five working days and a weekend, promised as "7 天内". */
export const nextStepDays = 7;

const placeOf = (requestNo: string) => `check_requests:${requestNo}`;

/** `CR` + local date + 10 digits: can be read out on the telephone and says nothing about the person. */
function newRequestNo(now: Date): string {
  return `CR${shanghaiDate(now).replaceAll('-', '')}${String(randomInt(100_000)).padStart(5, '0')}${String(randomInt(100_000)).padStart(5, '0')}`;
}

/** Handlers of `checkRequests.*`. @param known names of operations a doubt may be about */
export function checkRequestHandlers({ storage, keys }: CaseDeps, known: ReadonlySet<string>): Handlers {
  function show(row: Row): CheckRequest {
    const words = row.sealed_words === null ? null : keys.open('field', row.sealed_words, placeOf(row.request_no));
    return {
      requestNo: row.request_no, operation: row.operation, kind: row.kind, period: row.period, dataDate: row.data_date,
      // A key that is gone must not hide the request itself.
      words: words ?? '说明已无法读取',
      state: 'received', createdAt: shanghaiTime(row.created_at), nextStepDate: row.next_step_date ?? shanghaiDate(row.created_at),
    };
  }

  const create: WriteHandler<InputOf<typeof checkRequestsCreate>, CheckRequest> = {
    kind: 'write',
    keyOf: (input) => input.draftId,
    async write(tx, context, input) {
      const personRef = personOf(context);
      if (!known.has(input.operation)) return refuse('inputInvalid', { fields: [{ field: 'operation', rule: 'choice' }] });
      if (input.dataDate !== null && input.dataDate > shanghaiDate(context.now)) return refuse('inputInvalid', { fields: [{ field: 'dataDate', rule: 'futureDate' }] });
      if (!(await closeDraft(tx, personRef, input.draftId, 'checkRequest', context.now))) return refuse('notFound');
      const requestNo = newRequestNo(context.now);
      const nextStepDate = shanghaiDate(context.now.getTime() + nextStepDays * 24 * 60 * 60 * 1000);
      await tx.insertInto('check_requests').values({
        request_no: requestNo, person_ref: personRef, operation: input.operation, kind: input.kind, period: input.period, data_date: input.dataDate,
        trace_id_of_answer: input.traceId, sealed_words: keys.seal('field', input.words, placeOf(requestNo)), state: 'received',
        created_at: context.now, next_step_date: nextStepDate,
      }).execute();
      await addMessage(tx, personRef, 'checkRequestReceived', { requestNo, nextStepDate }, context.now);
      return { ok: true, reference: requestNo };
    },
    async read(context, requestNo): Promise<Outcome<CheckRequest>> {
      const row = await storage.db.selectFrom('check_requests').selectAll().where('request_no', '=', requestNo).where('person_ref', '=', personOf(context)).executeTakeFirst();
      return row ? { ok: true, data: show(row) } : refuse('notFound');
    },
  };

  const list: ReadHandler<InputOf<typeof checkRequestsList>, OutputOf<typeof checkRequestsList>> = {
    kind: 'read',
    async handle(context: CallContext, { page }) {
      const mine = storage.db.selectFrom('check_requests').where('person_ref', '=', personOf(context));
      const { total } = await mine.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      const rows = await mine.selectAll().orderBy('created_at', 'desc').orderBy('request_no').limit(pageSize).offset((page - 1) * pageSize).execute();
      return { ok: true, data: { requests: rows.map(show), ...pageOf(page, total) } };
    },
  };
  return { 'checkRequests.create': create, 'checkRequests.list': list };
}
