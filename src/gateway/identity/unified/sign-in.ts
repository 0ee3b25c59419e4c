import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ageOn, birthDateOf } from '../../../contract/credentials.ts';
import { refuse } from '../../../contract/problems.ts';
import { shanghaiDate } from '../../../contract/shanghai-time.ts';
import { cookieJar } from '../../http/cookies.ts';
import type { CallContext, CookieJar, Outcome } from '../../ports.ts';
import { newRef } from '../../storage/ids.ts';
import type { Db } from '../../storage/storage.ts';
import { findOrMakeAccount } from '../accounts.ts';
import { guardianAge } from '../claims/check.ts';
import type { IdentityDeps } from '../deps.ts';
import { confirmPerson, findOrMakePerson } from '../persons.ts';
import { endFamily, peek, refreshCookie, refreshLifetimeSeconds, startFamily } from '../sessions/refresh-tokens.ts';
import type { BrowserSignIn } from '../sessions/refresh-tokens.ts';
import type { UnifiedDialect, UnifiedPerson } from './dialect.ts';
import { rememberLogin, takeLogin } from './login-states.ts';

/** Why a sign-in did not succeed, as the identity page gets it in `result`. */
export type SignInResult = 'cancelled' | 'failed' | 'expired' | 'unavailable' | 'guardian' | 'weak';

export interface UnifiedSignIn {
  start(context: CallContext, target: { readonly returnTo: string; readonly draftId?: string | undefined; readonly level?: 'L2' | 'L3' | undefined }): Promise<Outcome<{ url: string }>>;
  routes(app: FastifyInstance): void;
}

/** Address inside the application, behind the hash: never another site. */
function pageAddress(origin: string, returnTo: string, draftId: string | null): string {
  const separator = returnTo.includes('?') ? '&' : '?';
  return `${origin}/#${returnTo}${draftId === null ? '' : `${separator}draftId=${encodeURIComponent(draftId)}`}`;
}

interface Unsuccessful {
  readonly result: SignInResult;
  /** Page that needed the strong check; null when none was asked for. */
  readonly from: string | null;
}

/** The page that offers the ways: after a strong check that failed the one for it, which knows where to go on. */
function resultAddress(origin: string, { result, from }: Unsuccessful): string {
  if (from === null) return `${origin}/#/pages/identity/index?result=${result}`;
  return `${origin}/#/pages/person/step-up?result=${result}&from=${encodeURIComponent(from)}`;
}

/** Sign-in of a browser at the unified identity system and the way back. */
export function createUnifiedSignIn(deps: IdentityDeps, dialect: UnifiedDialect | null): UnifiedSignIn {
  const { storage, keys, audit, changes, settings, log } = deps;
  const clock = deps.now ?? Date.now;
  const enabled = settings.methods.h5.some((method) => method.id === 'unifiedIdentity' && method.enabled);

  /** Account the person goes on with: the browser's own one, unless it belongs to somebody else. */
  const accountFor = async (tx: Db, person: UnifiedPerson, current: BrowserSignIn | null, now: Date): Promise<string> => {
    if (current) {
      const row = await tx.selectFrom('accounts').select('person_ref').where('account_ref', '=', current.accountRef).executeTakeFirst();
      if (row && (row.person_ref === null || row.person_ref === (await findOrMakePerson(tx, keys, person)))) return current.accountRef;
    }
    return findOrMakeAccount(tx, keys, { host: 'h5', appId: 'browser', subjects: [newRef()], ids: {} }, now);
  };

  const adopt = (person: UnifiedPerson, current: BrowserSignIn | null, traceId: string, now: number) =>
    storage.transaction(async (tx) => {
      const at = new Date(now);
      const accountRef = person.level === 1 && current ? current.accountRef : await accountFor(tx, person, current, at);
      const personRef = person.level === 1 ? null : await confirmPerson(
        tx, keys, accountRef,
        { name: person.name, credentialType: person.credentialType, credentialNo: person.credentialNo },
        person.level === 3 ? 'L3' : 'L2', now,
      );
      // A new family: whoever held the cookie or a session before the sign-in gains nothing by it (session fixation).
      if (current) await endFamily(tx, changes, current.family);
      const family = await startFamily(tx, keys, accountRef, now);
      await audit.write(tx, {
        at, traceId, accountRef, personRef, operation: 'session.unifiedSignIn', kind: 'signIn', outcome: 'ok', level: `L${person.level}`,
      });
      return family.token;
    });

  const comeBack = async (request: FastifyRequest, cookies: CookieJar): Promise<{ to: string } | Unsuccessful> => {
    const now = clock();
    const url = new URL(request.url, settings.origin);
    const state = url.searchParams.get('state');
    const login = await takeLogin(storage.db, keys, cookies, state, now);
    if (!login || !dialect || state === null) return { result: 'expired', from: null };
    const from = login.strong ? login.returnTo : null;
    const outcome = await dialect.finish(url, { state, nonce: login.nonce, verifier: login.verifier, strong: login.strong });
    if (!outcome.ok) {
      log.warn({ dialect: dialect.kind, reason: outcome.reason }, 'A sign-in at the unified identity did not succeed');
      return { result: outcome.reason, from };
    }
    const { person } = outcome;
    const birth = birthDateOf(person.credentialType, person.credentialNo);
    if (birth !== null && ageOn(birth, shanghaiDate(now)) < guardianAge) return { result: 'guardian', from };
    const current = await peek(storage.db, keys, cookies, now);
    cookies.set(refreshCookie, await adopt(person, current, newRef(), now), refreshLifetimeSeconds);
    // Signed in, but not strongly enough for what was asked: said on the page that offers the other ways.
    if (login.strong && person.level < 3) return { result: 'weak', from };
    return { to: pageAddress(settings.origin, login.returnTo, login.draftId) };
  };

  return {
    async start(context, { returnTo, draftId, level }) {
      if (!dialect || !enabled) return refuse('identityMethodUnavailable');
      const secrets = await rememberLogin(storage.db, keys, context.cookies, { returnTo, draftId: draftId ?? null, strong: level === 'L3' }, context.now.getTime());
      const url = await dialect.start(secrets);
      return url === null ? refuse('hostUnavailable') : { ok: true, data: { url } };
    },
    routes(app) {
      const answer = async (request: FastifyRequest, reply: FastifyReply) => {
        reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
        let back: { to: string } | Unsuccessful;
        try {
          back = await comeBack(request, cookieJar(request, reply));
        } catch (error) {
          log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'A sign-in could not be completed');
          back = { result: 'failed', from: null };
        }
        const to = 'to' in back ? back.to : resultAddress(settings.origin, back);
        return reply.redirect(to, 303);
      };
      // One of the two by dialect; the other leads to a dead end rather than to a 404 in the middle of a sign-in.
      // No HEAD: whoever only looks whether a link is alive must not use up the sign-in.
      for (const path of ['/auth/unified/callback', '/auth/unified/ticket']) app.get(path, { exposeHeadRoute: false }, answer);
    },
  };
}
