import type { HostHttp } from '../host-http.ts';
import { readCode2Session, readRealName } from './answers.ts';
import type { Code2Session, RealNameVerdict } from './answers.ts';
import { createStableToken } from './stable-token.ts';

export interface WeixinConfig {
  /** `https://api.weixin.qq.com`, without a slash at the end. */
  readonly baseUrl: string;
  readonly appId: string;
  readonly appSecret: string;
}

export interface WeixinRealName {
  readonly openid: string;
  readonly name: string;
  readonly credentialNo: string;
  /** As it came back from the city-service mini-program: it may be URL-encoded and must stay so. */
  readonly code: string;
}

export interface WeixinClient {
  /** `GET /sns/jscode2session` */
  code2Session(code: string): Promise<Code2Session>;
  /** `POST /intp/realname/checkrealnameinfo`; mainland identity cards only. */
  checkRealName(question: WeixinRealName): Promise<RealNameVerdict>;
}

const unreachable = { ok: false, kind: 'unavailable', errcode: null, rid: null } as const;
const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' };
const timeoutMs = 2500;

/** Client of api.weixin.qq.com. Never throws for anything WeChat does. */
export function createWeixinClient(config: WeixinConfig, http: HostHttp, now: () => number): WeixinClient {
  const stable = createStableToken(config, http, now);
  return {
    async code2Session(code) {
      const query = new URLSearchParams({ appid: config.appId, secret: config.appSecret, js_code: code, grant_type: 'authorization_code' });
      const reply = await http(`${config.baseUrl}/sns/jscode2session?${query}`, { method: 'GET', timeoutMs });
      return reply.ok && reply.status === 200 ? readCode2Session(reply.text) : unreachable;
    },

    async checkRealName(question) {
      const body = JSON.stringify({
        openid: question.openid,
        real_name: question.name,
        cred_id: question.credentialNo,
        cred_type: '1',
        code: question.code,
      });
      // One repeat with a new token: 40001 and 42001 are said before WeChat looks at the single-use code.
      for (let attempt = 1; ; attempt += 1) {
        const token = await stable.get();
        if (!token.ok) return token.kind === 'codeInvalid' ? unreachable : token;
        const url = `${config.baseUrl}/intp/realname/checkrealnameinfo?access_token=${encodeURIComponent(token.token)}`;
        const reply = await http(url, { method: 'POST', headers: jsonHeaders, body, timeoutMs });
        if (!reply.ok || reply.status !== 200) return unreachable;
        const verdict = readRealName(reply.text);
        if (verdict.ok || verdict.kind !== 'tokenStale' || attempt === 2) return verdict;
        stable.forget(token.token);
      }
    },
  };
}
