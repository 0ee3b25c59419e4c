import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * String to sign of an OpenAPI v2 request: all parameters but `sign` and empty ones, sorted by key, `k=v` joined by `&`,
 * values as they are before URL encoding. `sign_type` is part of it in requests.
 */
export function stringToSign(params: Readonly<Record<string, string>>): string {
  return Object.keys(params)
    .filter((key) => key !== 'sign' && params[key] !== '' && params[key] !== undefined)
    .sort()
    .map((key) => `${key}=${params[key]}`)
    .join('&');
}

/** RSA2: SHA256withRSA, PKCS#1 v1.5, base64. */
export function signRsa2(text: string, privateKey: KeyObject): string {
  return sign('sha256', Buffer.from(text, 'utf8'), privateKey).toString('base64');
}

export function verifyRsa2(text: string, signature: string, publicKey: KeyObject): boolean {
  return verify('sha256', Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'base64'));
}

/** App private key: PEM, or the bare base64 that Alipay's tool writes (PKCS#1 or PKCS#8). Throws when it is neither. */
export function readPrivateKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPrivateKey(text);
  const der = Buffer.from(text, 'base64');
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } catch {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs1' });
  }
}

/** Alipay's public key: PEM or the bare base64 of the console. Throws when it is neither. */
export function readPublicKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPublicKey(text);
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}

// Alipay fixes the IV to zero bytes; harmless only because TLS and the signature stand outside.
const zeroIv = Buffer.alloc(16);

/** Content encryption: AES-CBC, PKCS#7, key = base64 of the console, base64 out. */
export function encryptContent(plain: string, key: Buffer): string {
  const cipher = createCipheriv(key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc', key, zeroIv);
  return Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]).toString('base64');
}

/** @returns null when the padding does not fit, that is: another key */
export function decryptContent(text: string, key: Buffer): string | null {
  try {
    const decipher = createDecipheriv(key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc', key, zeroIv);
    return Buffer.concat([decipher.update(text, 'base64'), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
