import { createSign, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Splits a compact JWS, changes its payload and signs it again with RS256. */
export function resign(token: string, key: KeyObject, change: (payload: Record<string, unknown>) => Record<string, unknown>): string {
  const [header = '', payload = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  const text = `${header}.${Buffer.from(JSON.stringify(change(claims))).toString('base64url')}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}

/** Raises the level without touching the signature, as someone on the line would. */
export function tamperIdToken(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  return `${header}.${Buffer.from(JSON.stringify({ ...claims, level: 3, tampered: true })).toString('base64url')}.${signature}`;
}

/** The same token signed by a key that is not published. */
export function signedByStranger(token: string): string {
  return resign(token, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey, (claims) => claims);
}
