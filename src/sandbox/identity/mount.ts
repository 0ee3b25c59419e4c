import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type Provider from 'oidc-provider';
import { createCodeBook } from '../code-book.ts';
import type { Faults } from '../faults.ts';
import type { CityPerson } from '../person.ts';
import { readSignIn, subjectOf } from './citizens.ts';
import { createOidc, levelOfAcr, sessionCookie } from './oidc.ts';
import { identityProblemPage, signInPage } from './sign-in-page.ts';
import { createTicketDialect } from './ticket.ts';

/** Settings of the unified identity, as its console would hold them for our product. */
export interface IdentitySettings {
  /** Client of the OpenID Connect dialect. */
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly clientAuth: 'client_secret_post' | 'client_secret_basic';
  /** Where both dialects may send the browser back to. */
  readonly redirectUris: readonly string[];
  /** Application of the ticket dialect. */
  readonly ticketAppId: string;
  readonly ticketSecret: string;
  /** 32 hex digits. */
  readonly ticketSm4Key: string;
}

export interface IdentityOptions extends IdentitySettings {
  readonly people: readonly CityPerson[];
  readonly faults: Faults;
  readonly now: () => number;
}

type Form = Readonly<Record<string, string>>;
interface TicketRequest {
  readonly redirect: string;
  readonly state: string | null;
}

/**
 * The unified identity under `/identity`: OpenID Connect, and the ticket dialect beside it.
 * @returns `start`, to be called once the city's own address is known: the issuer is part of every token
 */
export function mountIdentity(app: FastifyInstance, options: IdentityOptions): { start(origin: string): void } {
  const { people, faults } = options;
  let oidc: Provider | null = null;
  const ticket = createTicketDialect({ ...options, appId: options.ticketAppId, appSecret: options.ticketSecret, sm4Key: options.ticketSm4Key });
  /** Ticket sign-ins whose page is open. Not spent by a wrong name: the person tries again. */
  const waiting = createCodeBook<TicketRequest>(600_000, options.now);
  const html = 'text/html; charset=utf-8';
  const lapsed = identityProblemPage('这次登录已经失效,请回到原来的页面重新开始。');

  app.register(async (pages) => {
    pages.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))));
    });

    pages.get('/identity/sign-in/:uid', async (request, reply) => {
      const details = await oidc?.interactionDetails(request.raw, reply.raw).catch(() => null);
      if (!details) return reply.code(400).type(html).send(lapsed);
      return reply.type(html).send(signInPage(people, `/identity/sign-in/${details.uid}`, null, levelOfAcr(details.params.acr_values)));
    });
    pages.post<{ Body: Form | undefined }>('/identity/sign-in/:uid', async (request, reply) => {
      const details = await oidc?.interactionDetails(request.raw, reply.raw).catch(() => null);
      if (!oidc || !details) return reply.code(400).type(html).send(lapsed);
      const signIn = readSignIn(people, request.body ?? {});
      if (signIn.kind === 'unknown') {
        return reply.code(422).type(html).send(signInPage(people, `/identity/sign-in/${details.uid}`, signIn.typed, levelOfAcr(details.params.acr_values)));
      }
      const result =
        signIn.kind === 'cancelled'
          ? { error: 'access_denied', error_description: 'the person cancelled' }
          : { login: { accountId: subjectOf(signIn.person), acr: `level:${signIn.level}`, remember: false } };
      return reply.redirect(await oidc.interactionResult(request.raw, reply.raw, result), 303);
    });

    pages.get<{ Querystring: Form }>('/identity/ticket/authorize', async (request, reply) => {
      const { appId, redirect, state } = request.query;
      if (appId !== options.ticketAppId || !redirect || !options.redirectUris.includes(redirect)) {
        return reply.code(400).type(html).send(identityProblemPage('这个应用没有登记,或者回跳地址不在登记范围内。'));
      }
      const id = waiting.issue({ redirect, state: state ?? null });
      return reply.type(html).send(signInPage(people, `/identity/ticket/sign-in/${id}`, null, null));
    });
    pages.post<{ Body: Form | undefined; Params: { id: string } }>('/identity/ticket/sign-in/:id', async (request, reply) => {
      const asked = waiting.spend(request.params.id);
      if (!asked) return reply.code(400).type(html).send(lapsed);
      const signIn = readSignIn(people, request.body ?? {});
      if (signIn.kind === 'unknown') {
        return reply.code(422).type(html).send(signInPage(people, `/identity/ticket/sign-in/${waiting.issue(asked)}`, signIn.typed, null));
      }
      const back = new URL(asked.redirect);
      if (signIn.kind === 'cancelled') back.searchParams.set('error', 'access_denied');
      else back.searchParams.set('ticket', ticket.issue(signIn.person, signIn.level));
      if (asked.state !== null) back.searchParams.set('state', asked.state);
      return reply.redirect(back.href, 303);
    });

    // The dialect's own paths, reachable from the issuer and from the ticket prefix: cities publish both.
    for (const base of ['/identity', '/identity/ticket']) {
      pages.post<{ Body: Readonly<Record<string, unknown>> | undefined }>(`${base}/auth/ticket`, async (request) => ticket.redeem(request.body ?? {}));
      pages.post<{ Body: Readonly<Record<string, unknown>> | undefined }>(`${base}/auth/logout`, async (request) => ticket.logout(request.body ?? {}));
    }
  });

  app.register(async (protocol) => {
    // oidc-provider reads the body itself: nothing here may touch the stream.
    protocol.removeAllContentTypeParsers();
    protocol.addContentTypeParser('*', (_request, _payload, done) => done(null));
    protocol.all('/identity/*', async (request, reply) => {
      if (!oidc) return reply.code(503).send({ error: 'temporarily_unavailable' });
      if (request.url.startsWith('/identity/token')) {
        if (faults.active('identity', 'busy')) return reply.code(503).send({ error: 'temporarily_unavailable' });
        if (faults.active('identity', 'reject-signature')) return reply.code(401).send({ error: 'invalid_client' });
      }
      reply.hijack();
      // It finds its mount point by comparing the two addresses.
      const raw: IncomingMessage & { originalUrl?: string } = request.raw;
      raw.originalUrl = request.url;
      raw.url = request.url.slice('/identity'.length);
      // Without the last session in the way, the next person signs in afresh instead of being asked to sign the other out.
      const cookies = (raw.headers.cookie ?? '').split(/; */).filter((cookie) => !cookie.startsWith(sessionCookie));
      raw.headers.cookie = cookies.join('; ');
      oidc.callback()(raw, reply.raw);
      return reply;
    });
  });

  return {
    start: (origin) => {
      const { clientId, clientSecret, clientAuth, redirectUris } = options;
      oidc = createOidc({ issuer: `${origin}/identity`, clientId, clientSecret, clientAuth, redirectUris, people, faults });
    },
  };
}
