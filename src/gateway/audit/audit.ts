import type { Level } from '../../contract/levels.ts';
import type { Keys } from '../keys/keys.ts';
import type { Db, Storage } from '../storage/storage.ts';
import { Batch } from './batch.ts';
import { HeadFile } from './head-file.ts';
import { insertBatch, insertRows } from './insert.ts';
import { checkCodes, createRowBuilder, type AuditEntry, type AuditKind } from './row.ts';
import { sealRound } from './sealer.ts';
import { AuditSubjects } from './subjects.ts';
import { verifyAudit, type AuditReport } from './verify.ts';

export interface AuditOptions {
  readonly storage: Storage;
  readonly keys: Keys;
  /** Append-only file outside the database; one per gateway process. */
  readonly headFile: string;
  /** How often the sealer looks, 500 ms when absent: the chain is at most 1 s behind. */
  readonly sealEveryMs?: number;
  /** How often the head is written, a minute when absent. */
  readonly headEveryMs?: number;
  /** Hears of failures of the background work; they are tried again at the next interval. */
  readonly onError?: (error: unknown) => void;
}

/** One line of a citizen's own part. */
export interface OwnAuditRow {
  readonly at: Date;
  readonly operation: string;
  readonly kind: AuditKind;
  readonly outcome: string;
  readonly level: Level | null;
  readonly department: string | null;
  readonly purpose: string | null;
  readonly traceId: string;
}

export interface Audit {
  /** Adds the row of a write inside the write's own transaction. */
  write(tx: Db, entry: AuditEntry): Promise<void>;
  /** Adds the row of a read or refusal; resolves when it is durable. Not inside a transaction. */
  batch(entry: AuditEntry): Promise<void>;
  /** Newest first; `page` starts at 1, 20 rows each unless said. `more` tells whether another page follows. */
  readOwn(personRef: string, options: { page: number; pageSize?: number }): Promise<{ rows: OwnAuditRow[]; more: boolean }>;
  /** Account deletion: destroys the mapping from the person to the audit name, unless a legal hold forbids it. */
  forget(tx: Db, personRef: string): Promise<'destroyed' | 'held' | 'unknown'>;
  /** Legal hold: keeps the mapping until then. `reason` names authority and file number. */
  hold(tx: Db, personRef: string, until: Date, reason: string): Promise<void>;
  /** Chains all committed rows now. @returns how many */
  seal(): Promise<number>;
  /** Writes the head now when it moved. */
  writeHead(): Promise<void>;
  verify(): Promise<AuditReport>;
  /** Makes everything durable, chains it, writes the head, ends the timers. */
  close(): Promise<void>;
}

/** Opens the audit and starts its sealer. */
export function openAudit(options: AuditOptions): Audit {
  const { storage, keys } = options;
  const onError = options.onError ?? (() => undefined);
  const subjects = new AuditSubjects();
  const head = new HeadFile(options.headFile, keys);
  const buildRow = createRowBuilder(keys);
  const batch = new Batch<AuditEntry>(async (entries) => {
    const persons = entries.flatMap((entry) => (entry.personRef ? [entry.personRef] : []));
    const names = await subjects.of(storage.db, persons, false);
    await insertBatch(storage, entries.map((entry) => buildRow(entry, entry.personRef ? (names.get(entry.personRef) ?? null) : null)));
  });

  // One round at a time in this process; other processes are kept off by the lock in the database.
  let sealing: Promise<number> | null = null;
  const sealAll = async (): Promise<number> => {
    let all = 0;
    for (;;) {
      const done = await sealRound(storage, keys);
      if (done === 0) return all;
      all += done;
    }
  };
  const seal = (): Promise<number> => (sealing ??= sealAll().finally(() => (sealing = null)));
  let heading: Promise<void> = Promise.resolve();
  const writeHead = (): Promise<void> => (heading = heading.catch(() => undefined).then(async () => void (await head.append(storage))));

  const timers = [
    setInterval(() => seal().catch(onError), options.sealEveryMs ?? 500),
    setInterval(() => writeHead().catch(onError), options.headEveryMs ?? 60_000),
  ];
  for (const timer of timers) timer.unref();

  return {
    async write(tx, entry) {
      checkCodes(entry);
      const names = entry.personRef ? await subjects.of(tx, [entry.personRef], true) : null;
      await insertRows(tx, [buildRow(entry, (entry.personRef && names?.get(entry.personRef)) || null)]);
    },
    batch(entry) {
      try {
        storage.assertNoTransaction('An audit batch (use write)');
        // Checked before it joins the others: a bad entry must fail alone.
        checkCodes(entry);
      } catch (error) {
        return Promise.reject(error as Error);
      }
      return batch.add(entry.at ? entry : { ...entry, at: new Date() });
    },
    async readOwn(personRef, { page, pageSize = 20 }) {
      const subjectRef = await subjects.find(storage.db, personRef);
      if (!subjectRef) return { rows: [], more: false };
      const found = await storage.db
        .selectFrom('audit_rows')
        .select(['at', 'operation', 'kind', 'outcome', 'level', 'department', 'purpose', 'trace_id'])
        .where('subject_ref', '=', subjectRef)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .offset((page - 1) * pageSize)
        .limit(pageSize + 1)
        .execute();
      const rows = found.slice(0, pageSize).map(({ trace_id: traceId, ...row }) => ({ ...row, traceId }) as OwnAuditRow);
      return { rows, more: found.length > pageSize };
    },
    forget: (tx, personRef) => subjects.forget(tx, personRef, new Date()),
    hold: (tx, personRef, until, reason) => subjects.hold(tx, personRef, until, reason),
    async seal() {
      // A round that already runs may have looked before the caller's rows were committed.
      await sealing;
      return seal();
    },
    writeHead,
    verify: () => verifyAudit(storage, keys, head),
    async close() {
      for (const timer of timers) clearInterval(timer);
      await batch.drain();
      await sealing?.catch(onError);
      await seal().catch(onError);
      await writeHead().catch(onError);
    },
  };
}
