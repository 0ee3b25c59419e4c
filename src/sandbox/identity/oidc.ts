import { generateKeyPairSync, randomBytes } from 'node:crypto';
import Provider, { interactionPolicy } from 'oidc-provider';
import type { ProviderContext } from 'oidc-provider';
import type { Faults } from '../faults.ts';
import type { CityPerson } from '../person.ts';
import { claimsOf, subjectOf } from './citizens.ts';
import type { Level } from './citizens.ts';
import { resign, signedByStranger, tamperIdToken } from './id-token.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import { identityProblemPage } from './sign-in-page.ts';

export interface OidcOptions {
  /** Issuer: the city's origin and `/identity`. */
  readonly issuer: string;
  readonly clientId: string;
  /** Null makes the product a public client that PKCE alone protects. */
  readonly clientSecret: string | null;
  readonly clientAuth: 'client_secret_post' | 'client_secret_basic';
  readonly redirectUris: readonly string[];
  readonly people: readonly CityPerson[];
  readonly faults: Faults;
}

/** Name of the cookie of a remembered sign-in; its signature has `.sig` behind it. */
export const sessionCookie = 'sandbox_identity';

const scopes = 'openid identity';

/** Level in an `acr` text such as `level:2`. */
export function levelOfAcr(acr: unknown): Level | null {
  const found = typeof acr === 'string' ? /\blevel:([123])\b/.exec(acr)?.[1] : undefined;
  return found === undefined ? null : (Number(found) as Level);
}

/** The OpenID Connect dialect: code with PKCE S256, one client, sign-in asked each time, keys made at start. */
export function createOidc(options: OidcOptions): Provider {
  const { faults, people } = options;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: randomBytes(8).toString('hex'), use: 'sig', alg: 'RS256' };
  /** Level by grant: the same person may be signed in with different levels in two browsers. */
  const levels = new Map<string, Level>();
  /** Grants whose answers are odd: ID token and userinfo of one sign-in tell the same nonsense. */
  const oddGrants = new Set<string>();

  // A remembered session would hide the people list; a demo wants to switch people.
  const policy = interactionPolicy.base();
  policy.get('login').checks.add(
    new interactionPolicy.Check('always', 'sign-in is asked each time', (ctx) =>
      ctx.oidc.result?.login ? interactionPolicy.Check.NO_NEED_TO_PROMPT : interactionPolicy.Check.REQUEST_PROMPT,
    ),
  );

  const provider = new Provider(options.issuer, {
    adapter: createMemoryAdapter(),
    clients: [
      {
        client_id: options.clientId,
        redirect_uris: [...options.redirectUris],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        ...(options.clientSecret === null
          ? { token_endpoint_auth_method: 'none' }
          : { client_secret: options.clientSecret, token_endpoint_auth_method: options.clientAuth }),
      },
    ],
    jwks: { keys: [jwk] },
    scopes: ['openid', 'identity'],
    claims: { openid: ['sub'], identity: ['name', 'credential_type', 'credential_no', 'level', 'acr'] },
    acrValues: ['level:1', 'level:2', 'level:3'],
    // Both the ID token and userinfo carry the claims, as government systems usually do.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: {
      keys: [randomBytes(32).toString('hex')],
      names: { session: sessionCookie, interaction: 'sandbox_sign_in', resume: 'sandbox_resume' },
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: { enabled: true, allowedPolicy: () => true },
    },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
    clientBasedCORS: () => false,
    interactions: { policy, url: (_ctx: unknown, { uid }: { uid: string }) => `/identity/sign-in/${uid}` },
    async loadExistingGrant(ctx: ProviderContext) {
      const { client, session, provider: own } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new own.Grant({ accountId: session.accountId, clientId: client.clientId });
      grant.addOIDCScope(scopes);
      levels.set(await grant.save(), levelOfAcr(session.acr) ?? 1);
      return grant;
    },
    findAccount(_ctx: ProviderContext, sub: string, token?: { grantId?: string }) {
      const person = people.find((candidate) => subjectOf(candidate) === sub);
      if (!person) return undefined;
      const grant = token?.grantId ?? '';
      const level = levels.get(grant) ?? 1;
      const isOdd = (): boolean => {
        if (!oddGrants.has(grant) && faults.active('identity', 'odd-data')) oddGrants.add(grant);
        return oddGrants.has(grant);
      };
      return { accountId: sub, claims: () => ({ ...claimsOf(person, level, isOdd()), acr: `level:${level}` }) };
    },
    renderError(ctx: ProviderContext, out: { error: string; error_description?: string }) {
      ctx.type = 'html';
      ctx.body = identityProblemPage(`这次登录请求不能继续(${out.error}):${out.error_description ?? ''}`);
    },
  });

  /** Protocol faults of the token answer. */
  provider.use(async (ctx, next) => {
    await next();
    const answer = ctx.body as { id_token?: string } | undefined;
    const token = ctx.oidc?.route === 'token' ? answer?.id_token : undefined;
    if (token === undefined) return;
    const skew = faults.active('identity', 'clock-skew');
    const changed = faults.active('identity', 'tamper-answer')
      ? tamperIdToken(token)
      : faults.active('identity', 'unsigned-answer')
        ? `${token.split('.').slice(0, 2).join('.')}.`
        : faults.active('identity', 'key-expired')
          ? signedByStranger(token)
          : skew && resign(token, privateKey, (claims) => shifted(claims, Math.trunc((skew.ms ?? 3_600_000) / 1000)));
    if (changed) ctx.body = { ...answer, id_token: changed };
  });
  return provider;
}

/** Times of a token as a clock would have written them that is `seconds` ahead. */
function shifted(claims: Record<string, unknown>, seconds: number): Record<string, unknown> {
  const times = ['iat', 'exp', 'auth_time'].filter((name) => typeof claims[name] === 'number');
  return { ...claims, ...Object.fromEntries(times.map((name) => [name, Number(claims[name]) + seconds])) };
}
