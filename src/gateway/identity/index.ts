import { refuse } from '../../contract/problems.ts';
import type { Identity } from '../http/session.ts';
import { createAlipayProtocol } from './alipay/client.ts';
import { createAlipayIdentity } from './alipay/identity.ts';
import { bindHandlers, bindingCodeIssuer } from './binding-codes.ts';
import { claimHandlers } from './claims/handlers.ts';
import type { GrantFor } from './claims/handlers.ts';
import { shareHandlers } from './claims/share.ts';
import type { IdentityDeps } from './deps.ts';
import { createHostHttp } from './host-http.ts';
import { openIdentifiers } from './persons.ts';
import { purgeIdentity } from './purge.ts';
import { rememberHandlers } from './remember-handlers.ts';
import { createSealedIdentifiers } from './sealed-identifiers.ts';
import { grantSession } from './sessions/grant.ts';
import { sessionHandlers } from './sessions/handlers.ts';
import type { HostClients } from './sessions/host-login.ts';
import { createSessionTokens } from './sessions/open-tokens.ts';
import { watchRevocations } from './sessions/revocations.ts';
import type { UnifiedDialect } from './unified/dialect.ts';
import { createOidcDialect } from './unified/oidc.ts';
import { createUnifiedSignIn } from './unified/sign-in.ts';
import { createTicketDialect } from './unified/ticket.ts';
import { createWeixinClient } from './weixin/client.ts';

export { identitySettings } from './settings.ts';
export type { IdentitySettings } from './settings.ts';
export type { IdentityDeps } from './deps.ts';

const purgeEveryMs = 60_000;

/**
 * Everything about who is calling: sessions, host logins, real-name checks, unified identity, binding codes.
 * Throws when a configured key is unreadable or the unified identity's issuer is plain HTTP outside this machine.
 */
export function createIdentity(deps: IdentityDeps): Identity {
  const { storage, keys, changes, settings } = deps;
  const now = deps.now ?? Date.now;
  const http = createHostHttp(storage.assertNoTransaction);
  const clients: HostClients = {
    weixin: settings.weixin && createWeixinClient(settings.weixin, http, now),
    alipay: settings.alipay && createAlipayIdentity(settings.alipay, createAlipayProtocol(settings.alipay, http, now), `${settings.origin}/`),
  };
  const dialect: UnifiedDialect | null =
    settings.unified?.kind === 'oidc'
      ? createOidcDialect(settings.unified, settings.origin, now, storage.assertNoTransaction)
      : settings.unified && createTicketDialect(settings.unified, settings.origin, http, now);
  const unified = createUnifiedSignIn(deps, dialect);
  const revocations = watchRevocations(storage, changes, now);
  const kept = createSealedIdentifiers(storage.db, changes);

  const grantFor: GrantFor = async (context) => {
    const { session } = context;
    if (!session) return refuse('sessionMissing');
    const family = session.host === 'h5' ? await familyOf(session.accountRef) : null;
    const grant = await grantSession(storage.db, keys, session.accountRef, { now: context.now.getTime(), family, withL3: true });
    return grant ? { ok: true, data: grant } : refuse('sessionExpired');
  };
  const familyOf = async (accountRef: string): Promise<string | null> => {
    const row = await storage.db.selectFrom('refresh_tokens').select('family_ref').where('account_ref', '=', accountRef).orderBy('created_at', 'desc').executeTakeFirst();
    return row?.family_ref ?? null;
  };

  const identifiersOf: Identity['identifiersOf'] = async (personRef) => {
    const found = kept.of(personRef, now());
    const row = found instanceof Promise ? await found : found;
    return row && openIdentifiers(keys, personRef, row.sealed);
  };

  const timer = setInterval(() => {
    purgeIdentity(storage, now()).catch((error: unknown) => {
      deps.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'The purge of ended claims and identifiers failed and is tried again');
    });
  }, purgeEveryMs);
  timer.unref();

  return {
    handlers: {
      ...sessionHandlers(deps, clients, unified),
      ...claimHandlers(deps, clients, grantFor, identifiersOf),
      ...shareHandlers(deps, clients, grantFor),
      ...bindHandlers(deps, grantFor),
      ...rememberHandlers(deps),
    },
    tokens: createSessionTokens(keys, revocations),
    routes: (app) => unified.routes(app),
    identifiersOf,
    issueBindingCode: bindingCodeIssuer(deps),
    async close() {
      clearInterval(timer);
      revocations.close();
      kept.close();
    },
  };
}
