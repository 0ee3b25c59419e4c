import { randomBytes } from 'node:crypto';
import { weixinError } from './answers.ts';
import type { WeixinError } from './answers.ts';

/** Platform figures: a token lives 7200 s and is renewed 300 s before its end; forced refresh 20 a day, 30 s apart. */
const life = 7_200_000;
const overlap = 300_000;
const forcedPerDay = 20;
const forcedApart = 30_000;
const day = 86_400_000;

export interface TokenAnswer {
  readonly access_token: string;
  readonly expires_in: number;
}

/** The two access-token services; tokens of one never touch tokens of the other. */
export interface WeixinTokens {
  stable(forceRefresh: boolean): TokenAnswer | WeixinError;
  classic(): TokenAnswer;
  /** @returns null when the token may be used, otherwise 41001, 40001 or 42001 */
  check(token: string | undefined): WeixinError | null;
}

/** @param now the clock, milliseconds */
export function createWeixinTokens(now: () => number): WeixinTokens {
  /** Token to its end. An expired one stays known so that it answers 42001 and not 40001. */
  const ends = new Map<string, number>();
  let stable: string | null = null;
  let classic: string | null = null;
  let forced: number[] = [];

  const issue = (): string => {
    const token = randomBytes(64).toString('base64url');
    ends.set(token, now() + life);
    return token;
  };
  const answer = (token: string): TokenAnswer => ({
    access_token: token,
    expires_in: Math.floor(((ends.get(token) ?? now()) - now()) / 1000),
  });

  return {
    stable(forceRefresh) {
      if (forceRefresh) {
        forced = forced.filter((at) => at > now() - day);
        if (forced.length >= forcedPerDay) return weixinError(45009);
        if (forced.some((at) => at > now() - forcedApart)) return weixinError(45011);
        forced.push(now());
        // A forced refresh ends the old token at once; it is then "not latest".
        if (stable !== null) ends.delete(stable);
        stable = null;
      }
      if (stable === null || (ends.get(stable) ?? 0) - now() <= overlap) stable = issue();
      return answer(stable);
    },
    classic() {
      if (classic !== null) ends.set(classic, Math.min(ends.get(classic) ?? 0, now() + overlap));
      classic = issue();
      return answer(classic);
    },
    check(token) {
      if (!token) return weixinError(41001);
      const end = ends.get(token);
      if (end === undefined) return weixinError(40001);
      return now() < end ? null : weixinError(42001);
    },
  };
}
