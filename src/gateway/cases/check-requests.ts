import { randomInt } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { PersonIdentifiers } from '../../contract/department.ts';
import type { InputOf, OutputOf } from '../../contract/operation.ts';
import type { checkRequestsCreate, checkRequestsList, checkRequestsRead, CheckState } from '../../contract/platform/check-requests.ts';
import { refuse } from '../../contract/problems.ts';
import { shanghaiDate, shanghaiTime } from '../../contract/shanghai-time.ts';
import { addWorkingDays } from '../city/working-days.ts';
import { enqueue } from '../jobs/outbox.ts';
import type { CallContext, Handlers, Outcome, ReadHandler, WriteHandler } from '../ports.ts';
import type { CheckRequestsTable } from '../storage/schema.ts';
import { closeDraft, personOf, type CaseDeps } from './drafts.ts';
import { addMessage } from './messages.ts';
import { pageOf, pageSize } from './paging.ts';

type CheckRequest = OutputOf<typeof checkRequestsCreate>;
type Row = Selectable<CheckRequestsTable>;

export const handOverKind = 'check-hand-over';

/** Places of what is sealed in a request, so that a text fits no other row and no other column. */
export const checkPlaces = {
  words: (requestNo: string) => `check_requests:${requestNo}`,
  identifiers: (requestNo: string) => `check_requests.identifiers:${requestNo}`,
  answer: (requestNo: string) => `check_requests.answer:${requestNo}`,
};

export interface CheckDeps extends CaseDeps {
  /** Department that checks doubts about an operation; null when nobody takes them over. */
  departmentOf(operation: string): string | null;
  departmentName(id: string): string | undefined;
  identifiersOf(personRef: string): Promise<PersonIdentifiers | null>;
  /** Working days within which the person hears more. */
  readonly workingDays: number;
  /** Names of operations a doubt may be about. */
  readonly known: ReadonlySet<string>;
}

/** `CR` + local date + 10 digits: can be read out on the telephone and says nothing about the person. */
function newRequestNo(now: Date): string {
  return `CR${shanghaiDate(now).replaceAll('-', '')}${String(randomInt(100_000)).padStart(5, '0')}${String(randomInt(100_000)).padStart(5, '0')}`;
}

/** Handlers of `checkRequests.*`. What happens after receiving is in `check-jobs.ts`. */
export function checkRequestHandlers({ storage, keys, departmentOf, departmentName, identifiersOf, workingDays, known }: CheckDeps): Handlers {
  const timeOf = (at: Date | null) => (at === null ? null : shanghaiTime(at));

  function show(row: Row): CheckRequest {
    const words = row.sealed_words === null ? null : keys.open('field', row.sealed_words, checkPlaces.words(row.request_no));
    return {
      requestNo: row.request_no, operation: row.operation, kind: row.kind, period: row.period, dataDate: row.data_date,
      // A key that is gone must not hide the request itself.
      words: words ?? '说明已无法读取',
      state: row.state as CheckState, authority: row.department === null ? null : (departmentName(row.department) ?? row.department),
      createdAt: shanghaiTime(row.created_at), handedOverAt: timeOf(row.handed_over_at), answeredAt: timeOf(row.answered_at),
      nextStepDate: row.next_step_date ?? shanghaiDate(row.created_at),
    };
  }
  const find = (context: CallContext, requestNo: string) => storage.db.selectFrom('check_requests').selectAll()
    .where('request_no', '=', requestNo).where('person_ref', '=', personOf(context)).executeTakeFirst();

  const create: WriteHandler<InputOf<typeof checkRequestsCreate>, CheckRequest, PersonIdentifiers | null> = {
    kind: 'write',
    keyOf: (input) => input.draftId,
    // Sealed into the request until the department has it: the session's own copy ends with the session.
    async prepare(context, input) {
      const person = await identifiersOf(personOf(context));
      if (!person && departmentOf(input.operation) !== null) return refuse('levelTooLow', { requiredLevel: 'L2' });
      return { ok: true, prepared: person };
    },
    async write(tx, context, input, person) {
      const personRef = personOf(context);
      if (!known.has(input.operation)) return refuse('inputInvalid', { fields: [{ field: 'operation', rule: 'choice' }] });
      if (input.dataDate !== null && input.dataDate > shanghaiDate(context.now)) return refuse('inputInvalid', { fields: [{ field: 'dataDate', rule: 'futureDate' }] });
      if (!(await closeDraft(tx, personRef, input.draftId, 'checkRequest', context.now))) return refuse('notFound');
      const requestNo = newRequestNo(context.now);
      const department = departmentOf(input.operation);
      const nextStepDate = addWorkingDays(shanghaiDate(context.now), workingDays);
      await tx.insertInto('check_requests').values({
        request_no: requestNo, person_ref: personRef, operation: input.operation, kind: input.kind, period: input.period, data_date: input.dataDate,
        trace_id_of_answer: input.traceId, sealed_words: keys.seal('field', input.words, checkPlaces.words(requestNo)), state: 'received',
        created_at: context.now, next_step_date: nextStepDate, department,
        sealed_identifiers: department && person ? keys.seal('field', JSON.stringify(person), checkPlaces.identifiers(requestNo)) : null,
      }).execute();
      if (department) await enqueue(storage, tx, handOverKind, { requestNo });
      await addMessage(tx, personRef, 'checkRequestReceived', { requestNo, nextStepDate }, context.now);
      return { ok: true, reference: requestNo };
    },
    async read(context, requestNo): Promise<Outcome<CheckRequest>> {
      const row = await find(context, requestNo);
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

  const read: ReadHandler<InputOf<typeof checkRequestsRead>, OutputOf<typeof checkRequestsRead>> = {
    kind: 'read',
    async handle(context, { requestNo }) {
      const row = await find(context, requestNo);
      if (!row) return refuse('notFound');
      const answer = row.sealed_answer === null ? null : (keys.open('field', row.sealed_answer, checkPlaces.answer(requestNo)) ?? '答复已无法读取，请拨打 12345 查询。');
      return { ok: true, data: { ...show(row), answer } };
    },
  };
  return { 'checkRequests.create': create, 'checkRequests.list': list, 'checkRequests.read': read };
}
