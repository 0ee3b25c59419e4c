import type { DepartmentFault } from '../../contract/department.ts';
import { openRequestKey, signExchange } from './national-exchange-sign.ts';
import type { NationalExchangeProfile } from './profile.ts';
import type { Transport } from './transport.ts';
import { readJsonObject } from './wire-json.ts';

const lifeMs = 8 * 60 * 60 * 1000;
/** How long before its end a key is replaced while it still works. */
const aheadMs = 10 * 60 * 1000;
const refreshTimeoutMs = 2500;

export interface RequestKey {
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly endsAt: number;
}
export type KeyAnswer = RequestKey | { readonly fault: DepartmentFault; readonly code?: string };

/** `secretEndTime`: milliseconds as number or text, or `yyyy-MM-dd HH:mm:ss` in China. Unreadable or too far: eight hours from now. */
function endOf(value: unknown, now: number): number {
  const text = String(value ?? '');
  const at = /^\d{13}$/.test(text)
    ? Number(text)
    : /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)
      ? Date.parse(`${text.replace(' ', 'T')}+08:00`)
      : NaN;
  return Number.isFinite(at) ? Math.min(at, now + lifeMs) : now + lifeMs;
}

function faultOfCode(code: string): DepartmentFault {
  if (code === 'E-106') return 'notAuthorised';
  return code === 'E-101' || code === 'E-102' ? 'signatureRefused' : 'unavailable';
}

/**
 * The short-lived key that signs calls to the national exchange. One refresh at a time, ahead of the end of its life;
 * the exchange honours the old key for five more minutes, so calls under way are not disturbed.
 */
export class RequestKeys {
  #profile: NationalExchangeProfile;
  #transport: Transport;
  #now: () => number;
  #rtime: () => string;
  #current: RequestKey | null = null;
  #refreshing: Promise<KeyAnswer> | null = null;

  constructor(profile: NationalExchangeProfile, transport: Transport, now: () => number, rtime: () => string) {
    this.#profile = profile;
    this.#transport = transport;
    this.#now = now;
    this.#rtime = rtime;
  }

  /** A key that works now. Near its end it is still handed out while the next one is fetched in the background. */
  async get(serviceId: string): Promise<KeyAnswer> {
    const left = this.#current ? this.#current.endsAt - this.#now() : 0;
    if (!this.#current || left <= 0) return this.#refresh(serviceId);
    if (left < aheadMs) void this.#refresh(serviceId);
    return this.#current;
  }

  /** The exchange said that `used` has expired: a newer one, fetched unless somebody already has. */
  async replace(used: RequestKey, serviceId: string): Promise<KeyAnswer> {
    return this.#current && this.#current !== used ? this.#current : this.#refresh(serviceId);
  }

  #refresh(serviceId: string): Promise<KeyAnswer> {
    this.#refreshing ??= this.#fetch(serviceId).finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #fetch(serviceId: string): Promise<KeyAnswer> {
    const { appKey, baseUrl, requesterId } = this.#profile;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), refreshTimeoutMs);
    const answer = await this.#transport.send({
      method: 'POST',
      url: `${baseUrl}/sysapi/auth/refreshappsecret`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(signExchange(appKey, serviceId, requesterId, this.#rtime())),
      signal: stop.signal,
    });
    clearTimeout(timer);
    if (!answer.ok) return { fault: answer.fault };
    const body = answer.status >= 500 ? null : readJsonObject(answer.body);
    if (!body || (typeof body.code !== 'string' && typeof body.code !== 'number')) {
      return { fault: answer.status === 200 ? 'garbled' : 'unavailable', code: String(answer.status) };
    }
    const code = String(body.code);
    if (code !== '0') return { fault: faultOfCode(code), code };
    const data = body.data as { secret?: unknown; secretEndTime?: unknown } | null | undefined;
    const secret = typeof data?.secret === 'string' ? openRequestKey(appKey, data.secret) : null;
    if (secret === null) return { fault: 'garbled' };
    this.#current = { secret, endsAt: endOf(data?.secretEndTime, this.#now()) };
    return this.#current;
  }
}
