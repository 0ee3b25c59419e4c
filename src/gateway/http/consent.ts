import { refuse, type Refusal } from '../../contract/problems.ts';
import type { Storage } from '../storage/storage.ts';
import type { Call } from './call.ts';
import type { Changes } from './changes.ts';

interface Decision {
  readonly version: number;
  readonly decision: string;
  readonly until: Date | null;
}
type Decisions = ReadonlyMap<string, Decision>;

/** Reads consents; remembers them for a short while and forgets at once when a decision changes anywhere. */
export interface Consents {
  /** Eighth step. Null when the purpose is granted in its current version. */
  check(call: Call): Refusal | null | Promise<Refusal | null>;
  forget(personRef: string): void;
}

const keepMs = 30_000;
const capacity = 20_000;

const missing = (call: Call): Refusal => refuse('consentRequired', { purposes: [call.operation.operation.basis.purpose] });

function decide(call: Call, decisions: Decisions): Refusal | null {
  const found = decisions.get(call.operation.operation.basis.purpose);
  if (!found || found.decision !== 'granted' || found.version !== call.operation.purposeVersion) return missing(call);
  if (found.until && found.until.getTime() <= call.now.getTime()) return missing(call);
  call.consentVersion = found.version;
  return null;
}

export function createConsents(storage: Storage, changes: Changes): Consents {
  const known = new Map<string, { readonly decisions: Decisions; readonly until: number }>();
  let generation = 0;
  const forget = (personRef: string) => {
    generation += 1;
    known.delete(personRef);
  };
  changes.subscribe((change) => {
    if (change.kind === 'consent' || change.kind === 'person') forget(change.target);
  });

  async function readDecisions(personRef: string, now: number): Promise<Decisions> {
    const before = generation;
    const rows = await storage.db.selectFrom('consents').select(['purpose', 'version', 'decision', 'until'])
      .where('person_ref', '=', personRef).orderBy('decided_at').orderBy('version').execute();
    const decisions = new Map(rows.map((row) => [row.purpose, row]));
    // A decision that changed while we read must not be covered by what we read.
    if (before === generation) {
      if (known.size >= capacity) known.clear();
      known.set(personRef, { decisions, until: now + keepMs });
    }
    return decisions;
  }

  return {
    forget,
    check(call) {
      const personRef = call.session?.personRef;
      if (!personRef) return missing(call);
      const now = call.now.getTime();
      const cached = known.get(personRef);
      if (cached && cached.until > now) return decide(call, cached.decisions);
      return readDecisions(personRef, now).then((decisions) => decide(call, decisions));
    },
  };
}
