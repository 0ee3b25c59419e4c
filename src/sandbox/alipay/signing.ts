import { createCipheriv, createDecipheriv, createPublicKey, createSign, createVerify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * Text to sign of an OpenAPI v2 request: every parameter except `sign` and empty ones, by key, values not URL-encoded.
 * `sign_type` is part of it.
 */
export function requestText(params: Readonly<Record<string, string>>): string {
  return Object.keys(params)
    .filter((key) => key !== 'sign' && params[key] !== '')
    .sort()
    .map((key) => `${key}=${params[key]}`)
    .join('&');
}

/** RSA2 = SHA256withRSA, PKCS#1 v1.5, base64. */
export function signRsa2(text: string, key: KeyObject): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign(key, 'base64');
}

/** @returns false for a wrong signature and for one that is no base64 at all */
export function verifyRsa2(text: string, signature: string, key: KeyObject): boolean {
  return createVerify('RSA-SHA256').update(text, 'utf8').verify(key, signature, 'base64');
}

/** Reads a public key as PEM or as the bare base64 that Alipay's console shows. Throws when it is neither. */
export function readPublicKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPublicKey(text);
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}

const zeroIv = Buffer.alloc(16);

/** Content encryption of OpenAPI v2: AES-128-CBC, PKCS#7, IV of zero bytes, base64. `key` is the console's base64 text. */
export function encryptContent(text: string, key: string): string {
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(key, 'base64'), zeroIv);
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}

/** @returns the plain text, or null when the text was not made with this key */
export function decryptContent(text: string, key: string): string | null {
  try {
    const decipher = createDecipheriv('aes-128-cbc', Buffer.from(key, 'base64'), zeroIv);
    return Buffer.concat([decipher.update(text, 'base64'), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
