import { createSecretKey, hash, type KeyObject } from 'node:crypto';
import { refuse } from '../../../contract/problems.ts';
import type { Refusal } from '../../../contract/problems.ts';
import type { OpenedSession, SessionTokens } from '../../http/session.ts';
import type { Keys } from '../../keys/keys.ts';
import type { Revocations } from './revocations.ts';
import { effectiveLevel, openToken } from './token.ts';
import type { TokenContent } from './token.ts';

interface Kept {
  readonly content: TokenContent;
  readonly signatureKey: KeyObject;
}

/**
 * Opens tokens; the last `capacity` opened ones are kept by digest, so that the usual call costs one hash.
 * What is kept is only what the seal proved: expiry, level and revocation are looked at each time.
 */
export function createSessionTokens(keys: Keys, revocations: Revocations, capacity = 20_000): SessionTokens {
  const kept = new Map<string, Kept>();

  const contentOf = (token: string): Kept | null => {
    const digest = hash('sha256', token, 'base64');
    const known = kept.get(digest);
    if (known) {
      // Moves it to the young end of the map.
      kept.delete(digest);
      kept.set(digest, known);
      return known;
    }
    const content = openToken(keys, token);
    if (!content) return null;
    const fresh = { content, signatureKey: createSecretKey(content.signatureKey, 'base64') };
    kept.set(digest, fresh);
    if (kept.size > capacity) {
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
    }
    return fresh;
  };

  const sessionAt = ({ content, signatureKey }: Kept, now: number): OpenedSession => ({
    sessionId: content.sessionId,
    accountRef: content.accountRef,
    personRef: content.personRef,
    level: effectiveLevel(content, now),
    l2Until: content.l2Until,
    l3Until: content.l3Until,
    host: content.host,
    signatureKey,
    issuedAt: content.issuedAt,
    expiresAt: content.expiresAt,
    epoch: content.epoch,
  });

  return {
    open(token, at): OpenedSession | Refusal | Promise<OpenedSession | Refusal> {
      const found = contentOf(token);
      const now = at.getTime();
      if (!found || found.content.expiresAt <= now) return refuse('sessionExpired');
      const revoked = revocations.revoked(found.content);
      if (revoked === false) return sessionAt(found, now);
      if (revoked === true) return refuse('sessionRevoked');
      return revoked.then((ended) => (ended ? refuse('sessionRevoked') : sessionAt(found, now)));
    },
  };
}
