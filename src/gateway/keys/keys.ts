import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import type { KeyProvider, KeyPurpose, KeySet, KeyVersion } from './purposes.ts';
import { hmacSm3Hex, sm4GcmOpen, sm4GcmSeal } from './sm.ts';

/** `aes-256-gcm`, or `sm4-gcm` where the city's profile says 国密. Both are always readable. */
export type CipherSuite = 'aes-256-gcm' | 'sm4-gcm';

export interface Mark {
  readonly keyId: string;
  readonly version: number;
  /** HMAC-SM3, 64 hex characters. */
  readonly mac: string;
}

/** The only way to keys for the rest of the gateway. Keys themselves never leave it. */
export interface Keys {
  readonly suite: CipherSuite;
  /** Made up at first start: refused by production. */
  readonly generated: boolean;
  /**
   * Encrypts and authenticates. `aad` names the place of the value (`person_identifiers:<ref>`), so that it cannot be moved to another row.
   * @returns `<suite>.<key id>.<nonce>.<ciphertext and tag>`, base64url
   */
  seal(purpose: KeyPurpose, plaintext: string, aad: string): string;
  /** @returns the text, or null when it was not sealed for this purpose and place or was changed */
  open(purpose: KeyPurpose, sealed: string, aad: string): string | null;
  /** HMAC-SM3 under the newest version. */
  mark(purpose: KeyPurpose, text: string): Mark;
  /** HMAC-SM3 under every version, newest first: to find what an older version has marked. */
  marks(purpose: KeyPurpose, text: string): readonly Mark[];
  /** HMAC-SM3 under a version named by id; null when that key is gone. */
  markWith(purpose: KeyPurpose, keyId: string, text: string): string | null;
  /**
   * Key of a person: HMAC-SM3(pepper, type|country|number), hex. Same person, same key, whatever the host.
   * @param type credential type, @param country issuing country, @param number normalised number
   */
  personKey(type: string, country: string, number: string): Mark;
  /** Keys under all peppers, newest first. A person found by an older one is re-keyed to the first. */
  personKeys(type: string, country: string, number: string): readonly Mark[];
  /** Reads the provider again, after a rotation. */
  reload(): Promise<void>;
}

const shortOf: Record<CipherSuite, string> = { 'aes-256-gcm': 'a', 'sm4-gcm': 's' };

function derive(key: KeyVersion, use: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key.bytes, Buffer.alloc(0), `chengban ${use}`, bytes));
}

/** Loads the keys of a provider. @throws when one is missing or malformed */
export async function openKeys(provider: KeyProvider, suite: CipherSuite = 'aes-256-gcm'): Promise<Keys> {
  let set: KeySet = await provider.load();
  const derived = new Map<string, Buffer>();
  const keyFor = (key: KeyVersion, use: string, bytes: number): Buffer => {
    const name = `${key.id} ${use}`;
    const known = derived.get(name) ?? derive(key, use, bytes);
    derived.set(name, known);
    return known;
  };
  const newest = (purpose: KeyPurpose): KeyVersion => {
    const key = set[purpose][0];
    if (!key) throw new Error(`There is no ${purpose} key`);
    return key;
  };
  const associated = (purpose: KeyPurpose, keyId: string, nonce: Buffer, aad: string) =>
    Buffer.from(JSON.stringify([purpose, keyId, nonce.toString('base64url'), aad]), 'utf8');
  const imported = new Map<KeyVersion, Map<string, KeyObject>>();
  /** The derived key as an object: raw bytes would be imported again at each use. */
  const objectFor = (key: KeyVersion, use: string): KeyObject => {
    let byUse = imported.get(key);
    if (!byUse) imported.set(key, (byUse = new Map()));
    let found = byUse.get(use);
    if (!found) byUse.set(use, (found = createSecretKey(keyFor(key, use, 32))));
    return found;
  };
  const macOf = (purpose: KeyPurpose, key: KeyVersion, text: string) => hmacSm3Hex(objectFor(key, `${purpose} hmac-sm3`), text);
  const marks = (purpose: KeyPurpose, text: string) =>
    set[purpose].map((key) => ({ keyId: key.id, version: key.version, mac: macOf(purpose, key, text) }));
  const mark = (purpose: KeyPurpose, text: string): Mark => {
    const key = newest(purpose);
    return { keyId: key.id, version: key.version, mac: macOf(purpose, key, text) };
  };
  return {
    suite,
    generated: provider.generated,
    seal(purpose, plaintext, aad) {
      const key = newest(purpose);
      const nonce = randomBytes(12);
      const bound = associated(purpose, key.id, nonce, aad);
      const plain = Buffer.from(plaintext, 'utf8');
      let body: Buffer;
      if (suite === 'sm4-gcm') {
        const { text, tag } = sm4GcmSeal(keyFor(key, `${purpose} sm4-gcm`, 16), nonce, plain, bound);
        body = Buffer.concat([text, tag]);
      } else {
        const cipher = createCipheriv('aes-256-gcm', objectFor(key, `${purpose} aes-256-gcm`), nonce).setAAD(bound);
        body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      }
      return `${shortOf[suite]}.${key.id}.${nonce.toString('base64url')}.${body.toString('base64url')}`;
    },
    open(purpose, sealed, aad) {
      const [short, keyId, nonceText, bodyText, ...rest] = sealed.split('.');
      const key = set[purpose].find((each) => each.id === keyId);
      if (!key || !nonceText || !bodyText || rest.length > 0) return null;
      const nonce = Buffer.from(nonceText, 'base64url');
      const body = Buffer.from(bodyText, 'base64url');
      if (nonce.length !== 12 || body.length < 16) return null;
      const [text, tag] = [body.subarray(0, -16), body.subarray(-16)];
      const bound = associated(purpose, key.id, nonce, aad);
      if (short === 's') return sm4GcmOpen(keyFor(key, `${purpose} sm4-gcm`, 16), nonce, text, tag, bound)?.toString('utf8') ?? null;
      if (short !== 'a') return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', objectFor(key, `${purpose} aes-256-gcm`), nonce, { authTagLength: 16 });
        decipher.setAAD(bound).setAuthTag(tag);
        return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
    mark,
    marks,
    markWith(purpose, keyId, text) {
      const key = set[purpose].find((each) => each.id === keyId);
      return key ? macOf(purpose, key, text) : null;
    },
    personKey: (type, country, number) => mark('pepper', `${type}|${country}|${number}`),
    personKeys: (type, country, number) => marks('pepper', `${type}|${country}|${number}`),
    async reload() {
      set = await provider.load();
      imported.clear();
    },
  };
}
