import type { Storage } from '../storage/storage.ts';
import type { Changes } from './changes.ts';

/** Departments an operator has switched off, with the reason citizens read. */
export interface KillSwitches {
  reasonOf(department: string): string | null;
  /** Switches a department off (with its reason) or on again (null), everywhere. */
  set(department: string, reason: string | null): Promise<void>;
}

/** Reads the switches at start and again after each change. */
export async function openKillSwitches(storage: Storage, changes: Changes, onError: (error: unknown) => void): Promise<KillSwitches> {
  let off = new Map<string, string>();
  let newest: Promise<void> = Promise.resolve();
  const load = (): Promise<void> => {
    const mine: Promise<void> = storage.db.selectFrom('kill_switches').select(['department', 'reason']).execute().then((rows) => {
      // Of two readings under way the one begun last wins.
      if (mine === newest) off = new Map(rows.map((row) => [row.department, row.reason]));
    });
    newest = mine;
    return mine;
  };
  await load();
  changes.subscribe((change) => { if (change.kind === 'kill') load().catch(onError); });
  return {
    reasonOf: (department) => off.get(department) ?? null,
    async set(department, reason) {
      await storage.transaction(async (tx) => {
        await tx.deleteFrom('kill_switches').where('department', '=', department).execute();
        if (reason !== null) await tx.insertInto('kill_switches').values({ department, reason, off_since: new Date() }).execute();
        await changes.announce(tx, 'kill', department);
      });
      await load();
      // A reading that began meanwhile is the one that counts.
      await newest;
    },
  };
}
