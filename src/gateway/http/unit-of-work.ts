import { refuse, type Refusal } from '../../contract/problems.ts';
import type { Audit } from '../audit/audit.ts';
import type { Keys } from '../keys/keys.ts';
import type { Outcome, WriteHandler } from '../ports.ts';
import type { Db, Storage } from '../storage/storage.ts';
import { header, type Call } from './call.ts';
import { headerNames } from '../../contract/signing.ts';
import { auditEntry } from './audit-entry.ts';

// The input was checked by the operation's own schema; the pipeline does not know its type.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- variance: handlers of every input type
type AnyWrite = WriteHandler<any, unknown, any>;

/** Carries a refusal out of the transaction, so that it is rolled back. */
class Rollback extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super('rolled back');
    this.refusal = refusal;
  }
}

export interface WriteResult {
  readonly outcome: Outcome<unknown>;
  /** True when this call made the change and its audit row; false for refusals and repeats. */
  readonly changed: boolean;
}

export type UnitOfWork = (call: Call, handler: AnyWrite) => Promise<WriteResult>;

const keyRule = /^[A-Za-z0-9_.-]{1,100}$/;

/**
 * Looks once more, inside the transaction, whether the person's sessions were ended: another process may have deleted the
 * account a moment ago, and nothing may be written for somebody who is gone. Writes of one person wait for each other here.
 */
async function stillValid(tx: Db, { session }: Call): Promise<boolean> {
  if (!session?.personRef) return true;
  const row = await tx.selectFrom('persons').select('epoch').where('person_ref', '=', session.personRef).where('deleted_at', 'is', null).forUpdate().executeTakeFirst();
  return row !== undefined && session.epoch >= row.epoch;
}

/**
 * Runs a write: claims the key, writes the audit row, makes the change – in one transaction – and answers with what `read` gives.
 * A repeat with the same content gets the same answer, another content under the same key is refused.
 * A refusal of `write` rolls everything back, the claim of the key too: the person may correct and press again.
 */
export function createUnitOfWork(storage: Storage, keys: Keys, audit: Audit): UnitOfWork {
  // Two equal calls at once in this process: the second waits, so that a single-use code is not spent twice in `prepare`.
  const underWay = new Map<string, Promise<unknown>>();

  async function run(call: Call, handler: AnyWrite, owner: string, key: string): Promise<WriteResult> {
    const operation = call.operation.name;
    const digest = keys.mark('audit', `body|${operation}|${JSON.stringify(call.input)}`).mac;
    const earlier = async (db: Storage['db']) => db.selectFrom('idempotency').select(['body_digest', 'reference'])
      .where('person_ref', '=', owner).where('operation', '=', operation).where('idempotency_key', '=', key).executeTakeFirst();
    const repeat = async (row: { body_digest: string; reference: string | null }): Promise<WriteResult> => {
      if (row.body_digest !== digest || row.reference === null) return { outcome: refuse('keyReused'), changed: false };
      return { outcome: await handler.read(call, row.reference, call.input), changed: false };
    };

    const known = await earlier(storage.db);
    if (known) return repeat(known);
    const prepared = handler.prepare ? await handler.prepare(call, call.input) : undefined;
    if (prepared && !prepared.ok) return { outcome: prepared, changed: false };
    try {
      const reference = await storage.transaction(async (tx) => {
        // Waits for a transaction of another process that claimed the same key, then finds it taken.
        const claimed = await tx.insertInto('idempotency')
          .values({ person_ref: owner, operation, idempotency_key: key, body_digest: digest })
          .onConflict((one) => one.columns(['person_ref', 'operation', 'idempotency_key']).doNothing())
          .returning('operation').executeTakeFirst();
        if (!claimed) return null;
        const byPerson = owner === call.session?.personRef;
        if (byPerson && !(await stillValid(tx, call))) throw new Rollback(refuse('sessionRevoked'));
        // Before the change: a deletion destroys the mapping this row needs.
        await audit.write(tx, auditEntry(call, 'ok'));
        const written = await handler.write(tx, call, call.input, prepared?.prepared);
        if (!written.ok) throw new Rollback(written);
        await tx.updateTable('idempotency').set({ reference: written.reference })
          .where('person_ref', '=', owner).where('operation', '=', operation).where('idempotency_key', '=', key).execute();
        return written.reference;
      });
      if (reference !== null) return { outcome: await handler.read(call, reference, call.input), changed: true };
    } catch (error) {
      if (error instanceof Rollback) return { outcome: error.refusal, changed: false };
      throw error;
    }
    const other = await earlier(storage.db);
    return other ? repeat(other) : { outcome: refuse('keyReused'), changed: false };
  }

  return async (call, handler) => {
    const { session } = call;
    if (!session) return { outcome: refuse('sessionMissing'), changed: false };
    const key = handler.keyOf ? handler.keyOf(call.input) : (header(call.request, headerNames.idempotencyKey) ?? '');
    if (!keyRule.test(key)) return { outcome: refuse('malformedRequest'), changed: false };
    // An L1 operation belongs to the host account, also after the account has become a known person.
    const owner = session.personRef !== null && call.operation.operation.level !== 'L1' ? session.personRef : `account:${session.accountRef}`;
    const name = `${owner}\n${call.operation.name}\n${key}`;
    const before = underWay.get(name);
    const mine = (before ?? Promise.resolve()).catch(() => undefined).then(() => run(call, handler, owner, key));
    underWay.set(name, mine);
    try {
      return await mine;
    } finally {
      if (underWay.get(name) === mine) underWay.delete(name);
    }
  };
}
