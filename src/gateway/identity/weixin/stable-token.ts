import type { HostHttp } from '../host-http.ts';
import { readStableToken } from './answers.ts';
import type { StableToken } from './answers.ts';
import type { WeixinConfig } from './client.ts';

export interface StableTokenSource {
  get(): Promise<StableToken>;
  /** Drops a token that WeChat called stale, so that the next `get` asks again (normal mode, never `force_refresh`). */
  forget(token: string): void;
}

/**
 * `POST /cgi-bin/stable_token`, kept until a minute before its end; calls that come together share one request.
 * Normal mode gives every process the same token while it is valid, so no store is shared: forced refreshes are 20 a day.
 */
export function createStableToken(config: WeixinConfig, http: HostHttp, now: () => number): StableTokenSource {
  let kept: { token: string; expiresIn: number; until: number } | null = null;
  let asking: Promise<StableToken> | null = null;

  const ask = async (): Promise<StableToken> => {
    const reply = await http(`${config.baseUrl}/cgi-bin/stable_token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ grant_type: 'client_credential', appid: config.appId, secret: config.appSecret }),
      timeoutMs: 2000,
    });
    if (!reply.ok || reply.status !== 200) return { ok: false, kind: 'unavailable', errcode: null, rid: null };
    const answer = readStableToken(reply.text);
    if (answer.ok) kept = { token: answer.token, expiresIn: answer.expiresIn, until: now() + Math.max(30, answer.expiresIn - 60) * 1000 };
    return answer;
  };

  return {
    async get() {
      if (kept && kept.until > now()) return { ok: true, token: kept.token, expiresIn: kept.expiresIn };
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
    forget(token) {
      if (kept?.token === token) kept = null;
    },
  };
}
