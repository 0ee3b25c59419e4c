import { createDecipheriv, createHmac } from 'node:crypto';
import { shanghaiDate } from '../../../contract/shanghai-time.ts';
import { jsonObject } from '../host-http.ts';
import type { HostHttp } from '../host-http.ts';
import { newRef } from '../../storage/ids.ts';
import type { UnifiedDialect } from './dialect.ts';
import { readUnifiedPerson } from './person.ts';

export interface TicketConfig {
  readonly kind: 'ticket';
  /** Address of the sign-in page that the browser is sent to. */
  readonly loginUrl: string;
  /** Address of the ticket interface, such as `https://…/auth/ticket`. */
  readonly ticketUrl: string;
  readonly appId: string;
  /** Key of the HMAC-SM3. */
  readonly appSecret: string;
  /** SM4 key of the user record, 32 hex digits. */
  readonly sm4Key: string;
  /** Further values of `level` that mean 高级, where a city does not say 3. */
  readonly highAssurance?: readonly string[];
}

/** HMAC-SM3 over `appId|ticket|timestamp|nonce`, lower-case hex. */
export function signTicket(secret: string, appId: string, ticket: string, timestamp: string, nonce: string): string {
  return createHmac('sm3', secret).update(`${appId}|${ticket}|${timestamp}|${nonce}`, 'utf8').digest('hex');
}

/** SM4-CBC with PKCS#7, base64, the first 16 bytes being the IV. @returns null when it does not open with this key */
export function openUserInfo(text: string, sm4KeyHex: string): Record<string, unknown> | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < 32) return null;
  try {
    const decipher = createDecipheriv('sm4-cbc', Buffer.from(sm4KeyHex, 'hex'), bytes.subarray(0, 16));
    return jsonObject(Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8'));
  } catch {
    return null;
  }
}

/**
 * Ticket dialect: the browser comes back with `?ticket=` (60 s, single use) and the server exchanges it.
 * @param origin public origin of the gateway, without a slash at the end
 */
export function createTicketDialect(config: TicketConfig, origin: string, http: HostHttp, now: () => number): UnifiedDialect {
  return {
    kind: 'ticket',
    returnPath: '/auth/unified/ticket',
    async start({ state }) {
      const url = new URL(config.loginUrl);
      url.searchParams.set('appId', config.appId);
      url.searchParams.set('redirect', `${origin}/auth/unified/ticket`);
      url.searchParams.set('state', state);
      return url.href;
    },
    async finish(url) {
      const ticket = url.searchParams.get('ticket');
      if (!ticket) return { ok: false, reason: url.searchParams.has('error') ? 'cancelled' : 'failed' };
      const timestamp = String(now());
      const nonce = newRef();
      const sign = signTicket(config.appSecret, config.appId, ticket, timestamp, nonce);
      const reply = await http(config.ticketUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ appId: config.appId, ticket, timestamp, nonce, sign }),
        timeoutMs: 3000,
      });
      if (!reply.ok || reply.status >= 500) return { ok: false, reason: 'unavailable' };
      const answer = jsonObject(reply.text);
      if (!answer) return { ok: false, reason: 'unavailable' };
      const data = answer.data as Readonly<Record<string, unknown>> | null | undefined;
      if (String(answer.code) !== '0' || typeof data !== 'object' || data === null || typeof data.userInfo !== 'string') {
        return { ok: false, reason: 'failed' };
      }
      const user = openUserInfo(data.userInfo, config.sm4Key);
      const person = user && readUnifiedPerson({ ...user, level: data.level }, undefined, shanghaiDate(now()), config.highAssurance);
      return person ? { ok: true, person } : { ok: false, reason: 'failed' };
    },
  };
}
