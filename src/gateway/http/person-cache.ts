import type { Changes } from './changes.ts';

/** An answer of a department, checked, masked and serialised, ready to be put into an envelope. */
export interface CachedAnswer {
  /** JSON; as bytes it takes one byte a letter, and nothing is encoded again when it is sent. */
  readonly data: string | Buffer;
  readonly sources: string;
  /** When the gateway got the data, in the form of the envelope. */
  readonly asOf: string;
  readonly expires: number;
}

/**
 * Short-lived answers in this process's memory, by person. Dropped when the person signs out, withdraws, is revoked,
 * or the department is switched off. Never written anywhere.
 */
export interface PersonCache {
  get(personRef: string, key: string, now: number): CachedAnswer | undefined;
  /** @param begun value of `generation()` before the department was asked; a drop in between makes this a no-op */
  put(personRef: string, key: string, answer: CachedAnswer, begun: number): void;
  generation(): number;
  forget(personRef: string): void;
  size(): number;
}

/** @param capacity characters held at most; the oldest persons go first */
export function createPersonCache(changes: Changes, capacity = 8 * 1024 * 1024): PersonCache {
  const persons = new Map<string, Map<string, CachedAnswer>>();
  let held = 0;
  let generation = 0;
  const weight = (answer: CachedAnswer) => answer.data.length + answer.sources.length + 200;

  const drop = (personRef: string) => {
    for (const answer of persons.get(personRef)?.values() ?? []) held -= weight(answer);
    persons.delete(personRef);
  };
  const forget = (personRef: string) => {
    generation += 1;
    drop(personRef);
  };
  changes.subscribe((change) => {
    if (change.kind === 'person' || change.kind === 'consent') forget(change.target);
    else {
      // Whose answers an account, a session or a department touches is not worth an index: such changes are rare.
      generation += 1;
      persons.clear();
      held = 0;
    }
  });

  return {
    get(personRef, key, now) {
      const answers = persons.get(personRef);
      const found = answers?.get(key);
      if (!answers || !found) return undefined;
      if (found.expires > now) return found;
      answers.delete(key);
      held -= weight(found);
      if (answers.size === 0) persons.delete(personRef);
      return undefined;
    },
    put(personRef, key, answer, begun) {
      if (begun !== generation) return;
      const answers = persons.get(personRef) ?? new Map<string, CachedAnswer>();
      const before = answers.get(key);
      if (before) held -= weight(before);
      answers.set(key, answer);
      persons.delete(personRef);
      persons.set(personRef, answers);
      held += weight(answer);
      for (const oldest of persons.keys()) {
        if (held <= capacity) break;
        drop(oldest);
      }
    },
    generation: () => generation,
    forget,
    size: () => held,
  };
}
