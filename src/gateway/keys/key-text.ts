import { randomBytes } from 'node:crypto';
import { keyPurposes, type KeyPurpose, type KeySet, type KeyVersion } from './purposes.ts';

/** A fresh key version with a random id. */
export function newKeyVersion(version: number): KeyVersion {
  return { version, id: `${version}-${randomBytes(4).toString('hex')}`, bytes: randomBytes(32) };
}

/** `version:id:base64`, comma-separated: the form of key files and environment variables. */
export function writeKeys(versions: readonly KeyVersion[]): string {
  return versions.map((key) => `${key.version}:${key.id}:${key.bytes.toString('base64')}`).join(',');
}

/** @throws with the name of the purpose when the text is not a list of keys; the message never holds the text itself */
export function readKeys(purpose: KeyPurpose, text: string): KeyVersion[] {
  const versions = text.split(',').map((part) => {
    const match = /^(\d{1,6}):([A-Za-z0-9-]{1,40}):([A-Za-z0-9+/]{43}=)$/.exec(part.trim());
    if (!match) throw new Error(`The ${purpose} keys are not a list of version:id:base64 of 32 bytes`);
    return { version: Number(match[1]), id: match[2] ?? '', bytes: Buffer.from(match[3] ?? '', 'base64') };
  });
  if (new Set(versions.map((key) => key.version)).size !== versions.length) throw new Error(`Two ${purpose} keys have the same version`);
  return versions.sort((a, b) => b.version - a.version);
}

/** Builds a set by asking for the text of each purpose. @throws when one is missing */
export function readKeySet(textOf: (purpose: KeyPurpose) => string | undefined): KeySet {
  const entries = keyPurposes.map((purpose) => {
    const text = textOf(purpose);
    if (!text) throw new Error(`There is no ${purpose} key`);
    return [purpose, readKeys(purpose, text)] as const;
  });
  const ids = entries.flatMap(([, versions]) => versions.map((key) => key.id));
  if (new Set(ids).size !== ids.length) throw new Error('Two keys have the same id');
  return Object.fromEntries(entries) as unknown as KeySet;
}
