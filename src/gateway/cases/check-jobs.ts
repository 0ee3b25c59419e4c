import type { Selectable } from 'kysely';
import type { CheckDesk, DepartmentFault, PersonIdentifiers } from '../../contract/department.ts';
import type { CheckState } from '../../contract/platform/check-requests.ts';
import { shanghaiDate } from '../../contract/shanghai-time.ts';
import type { Audit } from '../audit/audit.ts';
import type { Connectors } from '../connectors/index.ts';
import { newTraceId } from '../http/trace.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Keys } from '../keys/keys.ts';
import type { CheckRequestsTable } from '../storage/schema.ts';
import type { Db, Storage } from '../storage/storage.ts';
import { checkPlaces, handOverKind } from './check-requests.ts';
import { checkStep, type CheckEvent } from './check-states.ts';
import { addMessage } from './messages.ts';

type Row = Selectable<CheckRequestsTable>;

export interface CheckJobsDeps {
  readonly storage: Storage;
  readonly keys: Keys;
  readonly audit: Pick<Audit, 'write'>;
  readonly connectors: Pick<Connectors, 'client'>;
  readonly desks: readonly CheckDesk[];
  readonly now: () => Date;
}

/** Requests looked at in one round per department. */
const perRound = 50;
export const checkSweepKind = 'check-sweep';

/** The department gave nothing: the request stays where it is and is tried again. */
class DepartmentAway extends Error {
  constructor(fault: DepartmentFault) {
    super(fault);
    this.name = `DepartmentAway-${fault}`;
  }
}

/** What happens to check requests after they were received. Every step is one transaction with its audit row; doing it twice is once. */
export function createCheckJobs({ storage, keys, audit, connectors, desks, now }: CheckJobsDeps) {
  const deskOf = (row: Row) => desks.find((one) => one.department === row.department) ?? null;

  /** Makes a step; false when the request has meanwhile gone on or is gone. */
  async function step(row: Row, event: CheckEvent, set: Partial<Pick<Row, 'department_no' | 'sealed_answer' | 'handed_over_at' | 'answered_at' | 'sealed_identifiers'>>, more: (tx: Db) => Promise<unknown> = async () => undefined): Promise<boolean> {
    const made = checkStep(row.state as CheckState, event);
    if (!made) return false;
    return storage.transaction(async (tx) => {
      const moved = await tx.updateTable('check_requests').set({ ...set, state: made.to })
        .where('request_no', '=', row.request_no).where('state', '=', made.from).returning('request_no').executeTakeFirst();
      if (!moved) return false;
      await audit.write(tx, { traceId: newTraceId(), personRef: row.person_ref, operation: made.audit, kind: 'operator', outcome: 'ok', department: row.department });
      await more(tx);
      return true;
    });
  }

  /** Hands one request over to its department. */
  async function handOver(row: Row): Promise<DepartmentFault | null> {
    const desk = deskOf(row);
    if (!desk || row.state !== 'received') return null;
    const person = row.sealed_identifiers === null ? null : keys.open('field', row.sealed_identifiers, checkPlaces.identifiers(row.request_no));
    const words = row.sealed_words === null ? null : keys.open('field', row.sealed_words, checkPlaces.words(row.request_no));
    if (person === null || words === null) return null;
    const reply = await desk.submit(connectors.client(desk.department), {
      requestNo: row.request_no, person: JSON.parse(person) as PersonIdentifiers, operation: row.operation, kind: row.kind,
      period: row.period, dataDate: row.data_date, words,
    });
    if (!reply.ok) return reply.fault;
    // Name and number have done their work.
    await step(row, 'takenOver', { department_no: reply.departmentNo, handed_over_at: now(), sealed_identifiers: null });
    return null;
  }

  /** Asks for the answer of one request. */
  async function fetchAnswer(row: Row): Promise<DepartmentFault | null> {
    const desk = deskOf(row);
    if (!desk || row.department_no === null) return null;
    const reply = await desk.answer(connectors.client(desk.department), row.department_no);
    if (!reply.ok) return reply.fault;
    if (reply.answer === null) return null;
    const sealed = keys.seal('field', reply.answer, checkPlaces.answer(row.request_no));
    await step(row, 'answered', { sealed_answer: sealed, answered_at: now() }, (tx) =>
      addMessage(tx, row.person_ref, 'checkRequestAnswered', { requestNo: row.request_no, answeredOn: shanghaiDate(now()) }, now()));
    return null;
  }

  /** One round over all open requests; a department that gives nothing is left alone until the next. */
  async function sweep(): Promise<{ readonly away: readonly string[] }> {
    const away: string[] = [];
    for (const { department } of desks) {
      for (const [state, work] of [['received', handOver], ['withDepartment', fetchAnswer]] as const) {
        const rows = await storage.db.selectFrom('check_requests').selectAll().where('department', '=', department).where('state', '=', state)
          .orderBy('created_at').limit(perRound).execute();
        let fault: DepartmentFault | null = null;
        for (const row of rows) if ((fault = await work(row)) !== null) break;
        if (fault !== null) away.push(`${department}:${fault}`);
      }
    }
    return { away };
  }

  return {
    sweep,
    /** Takes over at once what was just received, and looks every minute for what is open. */
    register(jobs: Jobs): void {
      jobs.handle(handOverKind, async ({ requestNo }) => {
        const row = await storage.db.selectFrom('check_requests').selectAll().where('request_no', '=', String(requestNo)).executeTakeFirst();
        const fault = row ? await handOver(row) : null;
        if (fault) throw new DepartmentAway(fault);
      });
      jobs.handle(checkSweepKind, async () => void (await sweep()), { retryLimit: 0 });
      jobs.schedule(checkSweepKind, '* * * * *');
    },
  };
}
export type CheckJobs = ReturnType<typeof createCheckJobs>;
