import * as oidc from 'openid-client';
import { levelLifetimeMs } from '../../../contract/levels.ts';
import { shanghaiDate } from '../../../contract/shanghai-time.ts';
import type { UnifiedDialect, UnifiedOutcome } from './dialect.ts';
import { readUnifiedPerson } from './person.ts';

export interface OidcConfig {
  readonly kind: 'oidc';
  /** Issuer address, exactly as the provider states it. */
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client that PKCE alone protects. */
  readonly clientSecret: string | null;
  /** How the secret travels; `basic` when absent. */
  readonly clientAuth?: 'basic' | 'post';
  /** Default `openid identity`. */
  readonly scope?: string;
  /** Further values of `acr` or `level` that mean 高级, where a city does not say 3. */
  readonly highAssurance?: readonly string[];
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Seconds a provider may take; the citizen waits in front of a blank redirect. */
const timeoutSeconds = 3;

/** A strong check is at most this old, also at the provider. */
const strongSeconds = levelLifetimeMs.L3 / 1000;

/** Distance allowed between the provider's clock and ours. */
const issuedWindowMs = 5 * 60 * 1000;

/** The provider refused the code or our checks failed; everything else is "no answer". */
function isVerdict(error: unknown): boolean {
  if (error instanceof oidc.ResponseBodyError || error instanceof oidc.AuthorizationResponseError) return true;
  const code = error instanceof Error ? String((error as Error & { code?: unknown }).code ?? '') : '';
  return code.startsWith('OAUTH_') && code !== 'OAUTH_TIMEOUT' && code !== 'OAUTH_RESPONSE_IS_NOT_CONFORM';
}

/**
 * OpenID Connect dialect: code flow with PKCE S256, state and nonce; claims from the user-info endpoint.
 * Discovery runs at the first use and again after a failure. Plain HTTP only for a provider on this machine.
 * Throws when the issuer is plain HTTP elsewhere.
 * @param origin public origin of the gateway, without a slash at the end
 */
export function createOidcDialect(config: OidcConfig, origin: string, now: () => number, assertNoTransaction: (what: string) => void): UnifiedDialect {
  const issuer = new URL(config.issuer);
  const local = issuer.protocol === 'http:' && loopback.has(issuer.hostname);
  if (issuer.protocol !== 'https:' && !local) throw new Error('The issuer of the unified identity must use https.');
  const auth =
    config.clientSecret === null
      ? oidc.None()
      : config.clientAuth === 'post'
        ? oidc.ClientSecretPost(config.clientSecret)
        : oidc.ClientSecretBasic(config.clientSecret);
  const redirectUri = `${origin}/auth/unified/callback`;
  let known: Promise<oidc.Configuration> | null = null;

  const configuration = (): Promise<oidc.Configuration> => {
    known ??= oidc
      .discovery(issuer, config.clientId, undefined, auth, {
        timeout: timeoutSeconds,
        // The ID token's own signature is checked too, not only the connection it came over.
        execute: [oidc.enableNonRepudiationChecks, ...(local ? [oidc.allowInsecureRequests] : [])],
      })
      .catch((error: unknown) => {
        known = null;
        throw error;
      });
    return known;
  };

  return {
    kind: 'oidc',
    returnPath: '/auth/unified/callback',
    async start({ state, nonce, verifier, strong }) {
      // Before the try: a call inside a transaction is our mistake and must not look like a provider that is away.
      assertNoTransaction('call of the unified identity');
      try {
        const url = oidc.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: config.scope ?? 'openid identity',
          state,
          nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          ...(strong ? { acr_values: config.highAssurance?.join(' ') || 'level:3', prompt: 'login', max_age: String(strongSeconds) } : {}),
        });
        return url.href;
      } catch {
        return null;
      }
    },
    async finish(url, { state, nonce, verifier, strong }): Promise<UnifiedOutcome> {
      assertNoTransaction('call of the unified identity');
      const error = url.searchParams.get('error');
      if (error === 'access_denied') return { ok: false, reason: 'cancelled' };
      if (error !== null) return { ok: false, reason: error === 'temporarily_unavailable' || error === 'server_error' ? 'unavailable' : 'failed' };
      try {
        const provider = await configuration();
        const answer = await oidc.authorizationCodeGrant(provider, url, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
          // Also refuses an answer without `auth_time`: nothing says then when the person proved anything.
          ...(strong ? { maxAge: strongSeconds } : {}),
        });
        const claims = answer.claims();
        // A token from another hour is none of this sign-in, even if it has not expired.
        if (!claims || Math.abs(claims.iat * 1000 - now()) > issuedWindowMs) return { ok: false, reason: 'failed' };
        const info = await oidc.fetchUserInfo(provider, answer.access_token, claims.sub);
        const person = readUnifiedPerson({ ...claims, ...info }, claims.acr, shanghaiDate(now()), config.highAssurance);
        return person ? { ok: true, person } : { ok: false, reason: 'failed' };
      } catch (caught) {
        return { ok: false, reason: isVerdict(caught) ? 'failed' : 'unavailable' };
      }
    },
  };
}
