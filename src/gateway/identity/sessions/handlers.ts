import { refuse } from '../../../contract/problems.ts';
import { sessionCreate, sessionEnd, sessionRefresh, sessionUnifiedStart } from '../../../contract/platform/session.ts';
import type { SessionGrant } from '../../../contract/platform/session.ts';
import type { InputOf, OutputOf } from '../../../contract/operation.ts';
import type { CallContext, Handlers, Outcome, ReadHandler, WriteHandler } from '../../ports.ts';
import { newRef } from '../../storage/ids.ts';
import { findOrMakeAccount } from '../accounts.ts';
import type { IdentityDeps } from '../deps.ts';
import { forgetAccount, noteUse, rememberedUntil, settleIdentifiers } from '../remembered.ts';
import type { UnifiedSignIn } from '../unified/sign-in.ts';
import { grantSession } from './grant.ts';
import { loginAtHost } from './host-login.ts';
import type { HostClients } from './host-login.ts';
import { endFamiliesOf, refreshCookie, refreshLifetimeSeconds, rotate, startFamily } from './refresh-tokens.ts';
import { effectiveLevel } from './token.ts';

/** Handlers of `session.*`. */
export function sessionHandlers(deps: IdentityDeps, clients: HostClients, unified: UnifiedSignIn): Handlers {
  const { storage, keys, audit, changes, settings, log } = deps;
  const gone = refuse('sessionExpired');
  const sameOrigin = (context: CallContext): boolean => context.origin === settings.origin;

  const noteSignIn = async (tx: Parameters<typeof audit.write>[0], context: CallContext, accountRef: string) => {
    const account = await tx.selectFrom('accounts').select(['person_ref', 'l2_until']).where('account_ref', '=', accountRef).executeTakeFirst();
    const now = context.now.getTime();
    const kept = account?.person_ref ? await rememberedUntil(tx, accountRef, account.person_ref, now) : null;
    if (kept !== null) await noteUse(tx, accountRef, context.now);
    const l2Until = Math.max(account?.l2_until?.getTime() ?? 0, kept ?? 0);
    const level = effectiveLevel({ l2Until, l3Until: null }, now);
    const personRef = level === 'L2' ? (account?.person_ref ?? null) : null;
    await audit.write(tx, {
      at: context.now, traceId: context.traceId, accountRef, personRef, operation: sessionCreate.name, kind: 'signIn', outcome: 'ok', level,
    });
  };

  /** A tab's own session from the cookie; the cookie is renewed on the way. */
  const fromCookie = async (context: CallContext, token: string): Promise<Outcome<SessionGrant> & { unknown?: true }> => {
    const now = context.now.getTime();
    const drawn = await storage.transaction(async (tx) => {
      const one = await rotate(tx, keys, changes, token, now);
      if (one.kind === 'ok') await noteUse(tx, one.accountRef, context.now);
      return one;
    });
    if (drawn.kind !== 'ok') {
      context.cookies.set(refreshCookie, '', 0);
      return { ...refuse(drawn.kind === 'stolen' ? 'sessionRevoked' : 'sessionMissing'), unknown: true };
    }
    const grant = await grantSession(storage.db, keys, drawn.accountRef, { now, family: drawn.family, withL3: true });
    if (!grant) return gone;
    context.cookies.set(refreshCookie, drawn.token, refreshLifetimeSeconds);
    return { ok: true, data: grant };
  };

  const guest = async (context: CallContext): Promise<Outcome<SessionGrant>> => {
    const now = context.now.getTime();
    const made = await storage.transaction(async (tx) => {
      // A guest is known by nothing but the cookie.
      const accountRef = await findOrMakeAccount(tx, keys, { host: 'h5', appId: 'browser', subjects: [newRef()], ids: {} }, context.now);
      const family = await startFamily(tx, keys, accountRef, now);
      await noteSignIn(tx, context, accountRef);
      return { accountRef, ...family };
    });
    const grant = await grantSession(storage.db, keys, made.accountRef, { now, family: made.family, withL3: true });
    if (!grant) return gone;
    context.cookies.set(refreshCookie, made.token, refreshLifetimeSeconds);
    return { ok: true, data: grant };
  };

  const create: ReadHandler<InputOf<typeof sessionCreate>, SessionGrant> = {
    kind: 'read',
    async handle(context, { host, code }) {
      if (host === 'h5') {
        if (!sameOrigin(context)) return refuse('originRefused');
        const token = context.cookies.read(refreshCookie);
        // A browser that is signed in already goes on with its account instead of becoming a new guest.
        const known = token ? await fromCookie(context, token) : null;
        return known?.ok ? known : guest(context);
      }
      if (!code) return refuse('inputInvalid', { fields: [{ field: 'code', rule: 'required' }] });
      const login = await loginAtHost(host, code, clients, settings, log);
      if (!login.ok) return login;
      const accountRef = await storage.transaction(async (tx) => {
        const ref = await findOrMakeAccount(tx, keys, login.account, context.now);
        await noteSignIn(tx, context, ref);
        return ref;
      });
      const grant = await grantSession(storage.db, keys, accountRef, { now: context.now.getTime(), family: null, withL3: false });
      return grant ? { ok: true, data: grant } : gone;
    },
  };

  const refresh: ReadHandler<InputOf<typeof sessionRefresh>, SessionGrant> = {
    kind: 'read',
    async handle(context) {
      if (!sameOrigin(context)) return refuse('originRefused');
      const token = context.cookies.read(refreshCookie);
      return token ? fromCookie(context, token) : refuse('sessionMissing');
    },
  };

  const unifiedStart: ReadHandler<InputOf<typeof sessionUnifiedStart>, OutputOf<typeof sessionUnifiedStart>> = {
    kind: 'read',
    async handle(context, input) {
      if (!sameOrigin(context)) return refuse('originRefused');
      return unified.start(context, input);
    },
  };

  const end: WriteHandler<InputOf<typeof sessionEnd>, OutputOf<typeof sessionEnd>> = {
    kind: 'write',
    async write(tx, context) {
      const { session } = context;
      if (!session) return refuse('sessionMissing');
      await changes.announce(tx, 'session', session.sessionId);
      await endFamiliesOf(tx, changes, session.accountRef);
      // Otherwise the next silent login would bring the level back.
      const account = await tx
        .updateTable('accounts')
        .set({ l2_until: null, l3_until: null })
        .where('account_ref', '=', session.accountRef)
        .returning(['person_ref', 'host'])
        .executeTakeFirst();
      await tx.deleteFrom('claims').where('account_ref', '=', session.accountRef).execute();
      await forgetAccount(tx, session.accountRef);
      if (account?.person_ref) await settleIdentifiers(tx, account.person_ref, context.now.getTime());
      return { ok: true, reference: session.sessionId };
    },
    async read(context) {
      if (context.session?.host === 'h5') context.cookies.set(refreshCookie, '', 0);
      return { ok: true, data: { done: true } };
    },
  };

  return {
    [sessionCreate.name]: create,
    [sessionRefresh.name]: refresh,
    [sessionUnifiedStart.name]: unifiedStart,
    [sessionEnd.name]: end,
  };
}
