import type { DepartmentContext } from '../../contract/department.ts';
import type { Refusal } from '../../contract/problems.ts';
import type { Tickets } from '../files/tickets.ts';
import type { Keys } from '../keys/keys.ts';
import type { SessionView } from '../ports.ts';
import type { Storage } from '../storage/storage.ts';

export interface DocumentDeps {
  readonly storage: Storage;
  readonly keys: Keys;
  readonly tickets: Tickets;
  /** Address of the verification page, to be completed by a code. */
  readonly verifyAddress: string;
  /** Context of a question to a department about the person of a call; its number is read for it. */
  asking(context: { readonly traceId: string; readonly now: Date; readonly session: Pick<SessionView, 'personRef'> | null }): Promise<{ readonly ok: true; readonly context: DepartmentContext } | Refusal>;
}
