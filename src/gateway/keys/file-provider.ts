import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { newKeyVersion, readKeys, readKeySet, writeKeys } from './key-text.ts';
import { keyPurposes, type KeyProvider, type KeyPurpose } from './purposes.ts';

function fileOf(folder: string, purpose: KeyPurpose): string {
  return join(folder, `${purpose}.keys`);
}

function writeSecret(file: string, text: string): void {
  // Written aside and renamed: a kill half way must not leave half a key, or data sealed with it are lost.
  const aside = `${file}.new`;
  const handle = openSync(aside, 'w', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(aside, file);
}

/** Marks a folder whose keys were generated here and not brought by the city. */
const generatedMark = 'GENERATED';

/**
 * Keys in a folder, one file per purpose, readable by the owner only.
 * @param options.generate make the missing ones (demo and development); the folder is then marked as generated for ever
 * @throws when a key is missing and may not be made, or the files are open to others
 */
export function fileKeyProvider(folder: string, options: { readonly generate: boolean }): KeyProvider {
  const missing = keyPurposes.filter((purpose) => !existsSync(fileOf(folder, purpose)));
  if (missing.length > 0) {
    if (!options.generate) throw new Error(`The key folder ${folder} lacks: ${missing.join(', ')}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    writeSecret(join(folder, generatedMark), 'Made at first start. Production refuses these keys.\n');
    for (const purpose of missing) writeSecret(fileOf(folder, purpose), writeKeys([newKeyVersion(1)]));
  }
  return {
    kind: 'file',
    generated: existsSync(join(folder, generatedMark)),
    async load() {
      return readKeySet((purpose) => {
        const file = fileOf(folder, purpose);
        if ((statSync(file).mode & 0o077) !== 0) throw new Error(`The key file ${file} is open to other users: chmod 600 it`);
        return readFileSync(file, 'utf8').trim();
      });
    },
  };
}

/** Adds a newer version of one purpose's key to the folder. Old versions stay: they open what they sealed. */
export function rotateFileKey(folder: string, purpose: KeyPurpose): void {
  const file = fileOf(folder, purpose);
  const versions = readKeys(purpose, readFileSync(file, 'utf8').trim());
  writeSecret(file, writeKeys([newKeyVersion((versions[0]?.version ?? 0) + 1), ...versions]));
}
