import { createCipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createCodeBook } from '../code-book.ts';
import type { Faults } from '../faults.ts';
import type { CityPerson } from '../person.ts';
import { claimsOf } from './citizens.ts';
import type { Level } from './citizens.ts';

export interface TicketOptions {
  readonly appId: string;
  /** Key of the HMAC-SM3: the UTF-8 bytes of this text. */
  readonly appSecret: string;
  /** Key of the SM4-CBC, 32 hex digits. */
  readonly sm4Key: string;
  readonly faults: Faults;
  /** Clock, milliseconds. */
  readonly now: () => number;
}

/** Answer of the ticket dialect: HTTP 200 always, `code` 0 is success. */
export type TicketAnswer =
  | { readonly code: 0; readonly data?: { readonly userInfo: string; readonly level: number | string } }
  | { readonly code: number; readonly message: string };

export interface TicketDialect {
  /** A ticket: 60 seconds, once. */
  issue(person: CityPerson, level: Level): string;
  /** `POST /auth/ticket` */
  redeem(body: Readonly<Record<string, unknown>>): TicketAnswer;
  /** `POST /auth/logout`: the same signature, with the ticket that started the session. */
  logout(body: Readonly<Record<string, unknown>>): TicketAnswer;
}

const clockWindow = 300_000;

/** HMAC-SM3 in lower-case hex over `appId|ticket|timestamp|nonce`. */
export function ticketSign(appSecret: string, parts: readonly string[]): string {
  return createHmac('sm3', appSecret).update(parts.join('|'), 'utf8').digest('hex');
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The ticket dialect of the unified identity. */
export function createTicketDialect(options: TicketOptions): TicketDialect {
  const { faults, now } = options;
  const key = Buffer.from(options.sm4Key, 'hex');
  if (key.length !== 16) throw new Error('the SM4 key of the ticket dialect must be 32 hex digits');
  const tickets = createCodeBook<{ person: CityPerson; level: Level }>(60_000, now, (hex) => `ST-${hex}`);
  const nonces = new Map<string, number>();

  const seal = (text: string): string => {
    const iv = randomBytes(16);
    const cipher = createCipheriv('sm4-cbc', key, iv);
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
  };
  const refusal = (code: number, message: string): TicketAnswer => ({ code, message });

  /** @returns the ticket, or the refusal */
  const checked = (body: Readonly<Record<string, unknown>>): string | TicketAnswer => {
    const [appId, ticket, timestamp, nonce, sign] = ['appId', 'ticket', 'timestamp', 'nonce', 'sign'].map((name) =>
      typeof body[name] === 'string' || typeof body[name] === 'number' ? String(body[name]) : '',
    );
    if (!appId || !ticket || !timestamp || !nonce || !sign) return refusal(1000, '缺少参数');
    if (appId !== options.appId) return refusal(1001, '应用未登记');
    const right = ticketSign(options.appSecret, [appId, ticket, timestamp, nonce]);
    if (faults.active('identity', 'reject-signature') || !same(right, sign.toLowerCase())) return refusal(1002, '签名错误');
    const skew = faults.active('identity', 'clock-skew');
    const clock = now() + (skew ? (skew.ms ?? 3_600_000) : 0);
    if (!(Math.abs(Number(timestamp) - clock) <= clockWindow)) return refusal(1003, '时间戳超出范围');
    for (const [old, until] of nonces) if (until <= now()) nonces.delete(old);
    if (nonces.has(nonce)) return refusal(1004, '请求重复');
    nonces.set(nonce, now() + 2 * clockWindow);
    if (faults.active('identity', 'busy')) return refusal(-1, '系统繁忙');
    return ticket;
  };

  return {
    issue: (person, level) => tickets.issue({ person, level }),
    redeem(body) {
      const ticket = checked(body);
      if (typeof ticket !== 'string') return ticket;
      const signedIn = tickets.spend(ticket);
      if (!signedIn) return refusal(1005, '票据无效或已使用');
      const claims = claimsOf(signedIn.person, signedIn.level, faults.active('identity', 'odd-data') !== null);
      const userInfo = seal(JSON.stringify(claims));
      // A changed first byte of the IV changes the first byte of the text: CBC without a MAC does not notice by itself.
      const told = faults.active('identity', 'tamper-answer') ? userInfo.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) : userInfo;
      return { code: 0, data: { userInfo: told, level: claims.level } };
    },
    logout(body) {
      const ticket = checked(body);
      return typeof ticket === 'string' ? { code: 0 } : ticket;
    },
  };
}
