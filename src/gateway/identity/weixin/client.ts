import type { HostHttp } from '../host-http.ts';
import { readCode2Session, readRealName } from './answers.ts';
import type { Code2Session, RealNameVerdict } from './answers.ts';
import type { WeixinFailure } from './answers.ts';
import { certHash, readFaceTicket, readFaceVerdict } from './face.ts';
import type { FaceClaim, FaceTicket, FaceVerdict } from './face.ts';
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
  /** `POST /cityservice/face/identify/getverifyid`; the id is for `wx.requestFacialVerify` of the same user. */
  getVerifyId(claim: FaceClaim): Promise<FaceTicket>;
  /** `POST /cityservice/face/identify/queryverifyinfo`: the only proof, whatever the phone reports. All fields as in `getVerifyId`. */
  queryVerifyInfo(claim: FaceClaim, verifyId: string): Promise<FaceVerdict>;
}

const unreachable = { ok: false, kind: 'unavailable', errcode: null, rid: null } as const;
const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' };
const timeoutMs = 2500;
/** The only kind of document the face check knows. */
const identityCard = 'IDENTITY_CARD';
type Failed = { readonly ok: false } & WeixinFailure;

/** Client of api.weixin.qq.com. Never throws for anything WeChat does. */
export function createWeixinClient(config: WeixinConfig, http: HostHttp, now: () => number): WeixinClient {
  const stable = createStableToken(config, http, now);

  /** A POST with the access token. One repeat with a new token: 40001 and 42001 are said before WeChat looks at anything else. */
  async function ask<T extends { readonly ok: true }>(path: string, content: object, read: (text: string) => T | Failed): Promise<T | Failed> {
    const body = JSON.stringify(content);
    for (let attempt = 1; ; attempt += 1) {
      const token = await stable.get();
      if (!token.ok) return token.kind === 'codeInvalid' ? unreachable : token;
      const url = `${config.baseUrl}${path}?access_token=${encodeURIComponent(token.token)}`;
      const reply = await http(url, { method: 'POST', headers: jsonHeaders, body, timeoutMs });
      if (!reply.ok || reply.status !== 200) return unreachable;
      const answer = read(reply.text);
      if (answer.ok || answer.kind !== 'tokenStale' || attempt === 2) return answer;
      stable.forget(token.token);
    }
  }

  return {
    async code2Session(code) {
      const query = new URLSearchParams({ appid: config.appId, secret: config.appSecret, js_code: code, grant_type: 'authorization_code' });
      const reply = await http(`${config.baseUrl}/sns/jscode2session?${query}`, { method: 'GET', timeoutMs });
      return reply.ok && reply.status === 200 ? readCode2Session(reply.text) : unreachable;
    },

    checkRealName: ({ openid, name, credentialNo, code }) =>
      ask('/intp/realname/checkrealnameinfo', { openid, real_name: name, cred_id: credentialNo, cred_type: '1', code }, readRealName),

    getVerifyId: ({ openid, name, credentialNo, outSeqNo }) =>
      ask('/cityservice/face/identify/getverifyid', {
        out_seq_no: outSeqNo, cert_info: { cert_type: identityCard, cert_name: name, cert_no: credentialNo }, openid,
      }, readFaceTicket),

    queryVerifyInfo: ({ openid, name, credentialNo, outSeqNo }, verifyId) =>
      ask('/cityservice/face/identify/queryverifyinfo', {
        verify_id: verifyId, out_seq_no: outSeqNo, cert_hash: certHash(identityCard, name, credentialNo), openid,
      }, readFaceVerdict),
  };
}
