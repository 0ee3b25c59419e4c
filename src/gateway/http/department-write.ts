import { ageOn, birthDateOf } from '../../contract/credentials.ts';
import type { DepartmentContext, DepartmentWriter, DueDate, NoticeOfWrite, PersonIdentifiers } from '../../contract/department.ts';
import { refuse, type Refusal } from '../../contract/problems.ts';
import { shanghaiDate } from '../../contract/shanghai-time.ts';
import { addMessage } from '../cases/messages.ts';
import type { Connectors } from '../connectors/index.ts';
import type { CallContext, Handlers, WriteHandler } from '../ports.ts';
import type { Db } from '../storage/storage.ts';

export interface DepartmentWriteDeps {
  readonly connectors: Pick<Connectors, 'client'>;
  identifiersOf(personRef: string): Promise<PersonIdentifiers | null>;
  departmentOf(operation: string): string | undefined;
  /** Keeps a date for those who want to be reminded of it. */
  keepDueDate(tx: Db, personRef: string, date: DueDate, now: Date): Promise<void>;
}

const adultForOwnConsent = 14;
interface Performed {
  readonly reference: string;
  readonly notice: NoticeOfWrite | null;
  readonly dueDate: DueDate | null;
}

/**
 * Writes that a department makes, as handlers of the pipeline. The department is asked before the transaction; what it did is not kept,
 * only the reference of its receipt, and the answer is read back from the department each time.
 */
export function departmentWriteHandlers(writers: Readonly<Record<string, DepartmentWriter>>, deps: DepartmentWriteDeps): Handlers {
  async function asked({ session, traceId, now }: CallContext): Promise<DepartmentContext | Refusal> {
    const person = session?.personRef ? await deps.identifiersOf(session.personRef) : null;
    if (!person) return refuse('levelTooLow', { requiredLevel: 'L2' });
    const birth = birthDateOf(person.credentialType, person.credentialNo);
    if (birth !== null && ageOn(birth, shanghaiDate(now)) < adultForOwnConsent) return refuse('guardianRequired');
    return { traceId, now, person, client: (id) => deps.connectors.client(id) };
  }
  const handlerOf = (name: string, writer: DepartmentWriter): WriteHandler<never, unknown, Performed> => {
    const named = (refusal: Refusal): Refusal => (refusal.department ? refusal : { ...refusal, department: deps.departmentOf(name) });
    return {
      kind: 'write',
      async prepare(context, input) {
        const department = await asked(context);
        if ('code' in department) return department;
        const done = await writer.perform(department, input);
        return done.ok ? { ok: true, prepared: { reference: done.reference, notice: done.notice ?? null, dueDate: done.dueDate ?? null } } : named(done);
      },
      async write(tx, { session, now }, _input, { reference, notice, dueDate }) {
        if (!session?.personRef) return refuse('levelTooLow', { requiredLevel: 'L2' });
        if (notice) await addMessage(tx, session.personRef, notice.kind, notice.params, now);
        if (dueDate) await deps.keepDueDate(tx, session.personRef, dueDate, now);
        return { ok: true, reference };
      },
      async read(context, reference, input) {
        const department = await asked(context);
        if ('code' in department) return department;
        const outcome = await writer.read(department, reference, input);
        return outcome.ok ? outcome : named(outcome);
      },
    };
  };
  return Object.fromEntries(Object.entries(writers).map(([name, writer]) => [name, handlerOf(name, writer)]));
}
