import type { Redis } from 'ioredis';
import { clockWindowMs } from '../../contract/signing.ts';
import { refuse, type Refusal } from '../../contract/problems.ts';
import type { OpenedSession } from './session.ts';

/** Remembers which counters of a session were used. */
export interface CounterWindow {
  /** @returns null when this counter is new, `replayed`, or `sessionExpired` when the window's memory is gone */
  accept(session: OpenedSession, counter: number): Refusal | null | Promise<Refusal | null>;
}

interface Window {
  highest: number;
  /** Bit n of word n>>5 stands for counter `highest - n`. */
  readonly bits: Uint32Array;
}

const span = 256;
const replayed = refuse('replayed');
const renew = refuse('sessionExpired');

/**
 * Counters of one process, in memory: a sliding window of the last 256 counters per session, for at most `capacity` sessions.
 * A session sealed before this process started (or before the youngest forgotten one) has an unknown window: it is renewed once.
 */
export function memoryCounterWindow({ startedAt = Date.now(), capacity = 200_000 } = {}): CounterWindow {
  const windows = new Map<string, Window>();
  let knownSince = startedAt;
  const issued = new Map<string, number>();

  function open(session: OpenedSession): Window | null {
    const found = windows.get(session.sessionId);
    if (found) return found;
    if (session.issuedAt < knownSince) return null;
    if (windows.size >= capacity) {
      // The oldest entry goes; its session and every older one must be renewed, never trusted blindly.
      const oldest = windows.keys().next().value as string;
      knownSince = Math.max(knownSince, (issued.get(oldest) ?? 0) + 1);
      windows.delete(oldest);
      issued.delete(oldest);
    }
    const fresh = { highest: 0, bits: new Uint32Array(span / 32) };
    windows.set(session.sessionId, fresh);
    issued.set(session.sessionId, session.issuedAt);
    return fresh;
  }

  return {
    accept(session, counter) {
      const window = open(session);
      if (!window) return renew;
      if (counter > window.highest) {
        shift(window.bits, counter - window.highest);
        window.highest = counter;
        window.bits[0] = (window.bits[0] ?? 0) | 1;
        return null;
      }
      const back = window.highest - counter;
      if (back >= span) return replayed;
      const word = window.bits[back >> 5] ?? 0;
      const bit = 1 << (back & 31);
      if (word & bit) return replayed;
      window.bits[back >> 5] = word | bit;
      return null;
    },
  };
}

function shift(bits: Uint32Array, by: number): void {
  if (by >= span) {
    bits.fill(0);
    return;
  }
  const words = by >> 5;
  const rest = by & 31;
  for (let i = bits.length - 1; i >= 0; i -= 1) {
    const here = bits[i - words] ?? 0;
    const below = bits[i - words - 1] ?? 0;
    bits[i] = i < words ? 0 : rest === 0 ? here : (here << rest) | (i - words - 1 >= 0 ? below >>> (32 - rest) : 0);
  }
}

/**
 * Counters shared by several processes. A call older than the clock window is refused anyway, so each counter is remembered
 * for twice that window and a little more; restarts forget nothing.
 */
export function redisCounterWindow(redis: Pick<Redis, 'set'>): CounterWindow {
  return {
    async accept(session, counter) {
      const key = `cb:counter:${session.sessionId}:${counter}`;
      // Without its memory the gateway cannot tell a replay from a call: it asks to try later rather than to trust.
      const set = await redis.set(key, '1', 'PX', 2 * clockWindowMs + 60_000, 'NX').catch(() => 'away' as const);
      if (set === 'away') return refuse('overloaded', { retryAfterSeconds: 5 });
      return set === 'OK' ? null : replayed;
    },
  };
}
