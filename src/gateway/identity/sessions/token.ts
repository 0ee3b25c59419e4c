import { hosts } from '../../../contract/levels.ts';
import type { Host, Level } from '../../../contract/levels.ts';
import type { Keys } from '../../keys/keys.ts';

/** Longest life of a token: that of L2. A mini-program logs in silently again, a tab draws a new one. */
export const tokenLifetimeMs = 2 * 60 * 60 * 1000;

/** Contents of a sealed session token. All instants in ms. */
export interface TokenContent {
  readonly sessionId: string;
  readonly accountRef: string;
  readonly personRef: string | null;
  readonly host: Host;
  readonly l2Until: number | null;
  readonly l3Until: number | null;
  /** Base64 of 32 bytes. */
  readonly signatureKey: string;
  /** Epoch of the person when the token was sealed; 0 without one. */
  readonly epoch: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Sign-in of a browser that the tab's session belongs to; null in mini-programs. */
  readonly family: string | null;
}

// Short names and a fixed order: the token travels with every call.
type Packed = [1, string, string, string | null, Host, number | null, number | null, string, number, number, number, string | null];
const place = 'session';

export function sealToken(keys: Keys, t: TokenContent): string {
  const packed: Packed = [
    1, t.sessionId, t.accountRef, t.personRef, t.host, t.l2Until, t.l3Until, t.signatureKey, t.epoch, t.issuedAt, t.expiresAt, t.family,
  ];
  return keys.seal('token', JSON.stringify(packed), place);
}

/** @returns null for anything that was not sealed here; expiry and revocation are not looked at */
export function openToken(keys: Keys, token: string): TokenContent | null {
  if (token.length > 1200) return null;
  const text = keys.open('token', token, place);
  if (text === null) return null;
  const [version, sessionId, accountRef, personRef, host, l2Until, l3Until, signatureKey, epoch, issuedAt, expiresAt, family] = JSON.parse(text) as Packed;
  if (version !== 1 || !hosts.includes(host)) return null;
  return { sessionId, accountRef, personRef, host, l2Until, l3Until, signatureKey, epoch, issuedAt, expiresAt, family };
}

/** Level at this moment: an L3 whose 30 minutes are over is L2, an L2 whose 2 hours are over is L1. */
export function effectiveLevel(of: { readonly l2Until: number | null; readonly l3Until: number | null }, now: number): Level {
  if (of.l3Until !== null && of.l3Until > now) return 'L3';
  return of.l2Until !== null && of.l2Until > now ? 'L2' : 'L1';
}
