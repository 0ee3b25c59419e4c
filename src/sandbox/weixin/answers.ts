import { randomBytes } from 'node:crypto';

const texts = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41030: 'invalid page',
  41008: 'missing code',
  42001: 'access_token expired',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47001: 'data format error',
  47003: 'argument invalid!',
  80113: 'invalid code',
  84001: 'invalid identify id',
} as const;

export type WeixinErrorCode = keyof typeof texts;

/** A refusal of api.weixin.qq.com: HTTP status 200, a number and a text that ends in a request id. */
export interface WeixinError {
  readonly errcode: WeixinErrorCode;
  readonly errmsg: string;
}

/** @returns the error body for a code, with a fresh `rid` as the real service appends it. @param more what is at fault */
export function weixinError(errcode: WeixinErrorCode, more = ''): WeixinError {
  const rid = [randomBytes(4), randomBytes(4), randomBytes(4)].map((part) => part.toString('hex')).join('-');
  return { errcode, errmsg: `${texts[errcode]}${more}, rid: ${rid}` };
}
