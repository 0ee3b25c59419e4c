import { randomBytes } from 'node:crypto';
import { createCodeBook } from '../code-book.ts';
import type { CityPerson } from '../person.ts';
import { failure } from './answers.ts';
import type { Node } from './answers.ts';

/** Which ids an app sees: older apps `user_id` or both, newer ones `open_id` only. */
export type IdMode = 'user_id' | 'open_id' | 'both';

/** What a person agreed to on the phone. `verifyId` only with scope `id_verify`. */
export interface Grant {
  readonly personId: string;
  readonly scopes: readonly string[];
  readonly verifyId?: string;
}

export interface AlipayAccounts {
  /** auth_code of a grant: three minutes, once. */
  authorise(grant: Grant): string;
  /** `alipay.system.oauth.token`: flat parameters; success has no `code` member. */
  token(params: Readonly<Record<string, string>>): Node;
  /** The grant behind an `auth_token`, or the refusal. */
  grantOf(token: string | undefined): Grant | { readonly refusal: Node };
}

/** Seconds an access token and a refresh token live. */
const accessSeconds = 1_296_000;
const refreshSeconds = 2_592_000;

/** @param now the clock, milliseconds */
export function createAlipayAccounts(people: readonly CityPerson[], idMode: IdMode, now: () => number): AlipayAccounts {
  const codes = createCodeBook<Grant>(180_000, now);
  const refreshTokens = createCodeBook<Grant>(refreshSeconds * 1000, now, (hex) => `authbsed${hex}`);
  const accessTokens = new Map<string, { grant: Grant; until: number }>();

  const tokenNode = (grant: Grant): Node => {
    const account = people.find((person) => person.id === grant.personId)?.alipay;
    if (!account) return failure('20000', 'aop.unknow-error', '系统繁忙');
    const access_token = `authbseB${randomBytes(16).toString('hex')}`;
    accessTokens.set(access_token, { grant, until: now() + accessSeconds * 1000 });
    const withUserId = idMode !== 'open_id' && account.userId !== null;
    return {
      ...(withUserId ? { user_id: account.userId } : {}),
      ...(idMode !== 'user_id' || !withUserId ? { open_id: account.openId } : {}),
      access_token,
      // One number and one text on purpose: the documents say text, practice shows numbers.
      expires_in: accessSeconds,
      refresh_token: refreshTokens.issue(grant),
      re_expires_in: String(refreshSeconds),
      auth_start: new Date(now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
    };
  };

  return {
    authorise: (grant) => codes.issue(grant),
    token(params) {
      if (params.grant_type === 'authorization_code') {
        if (!params.code) return failure('40001', 'isv.missing-code', '缺少授权码参数');
        const grant = codes.spend(params.code);
        return grant ? tokenNode(grant) : failure('40002', 'isv.code-invalid', '授权码code无效');
      }
      if (params.grant_type === 'refresh_token') {
        const grant = refreshTokens.spend(params.refresh_token ?? '');
        return grant ? tokenNode(grant) : failure('40002', 'isv.refresh-token-invalid', '刷新令牌refresh_token无效');
      }
      return failure('40002', 'isv.grant-type-invalid', '授权类型grant_type无效');
    },
    grantOf(token) {
      const entry = accessTokens.get(token ?? '');
      if (!entry) return { refusal: failure('20001', 'aop.invalid-auth-token', '无效的访问令牌') };
      if (now() >= entry.until) return { refusal: failure('20001', 'aop.auth-token-time-out', '访问令牌已过期') };
      return entry.grant;
    },
  };
}
