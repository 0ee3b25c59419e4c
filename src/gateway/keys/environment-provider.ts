import { readKeySet } from './key-text.ts';
import type { KeyProvider, KeyPurpose } from './purposes.ts';

/** `CHENGBAN_KEY_HOST_SUBJECT` for the purpose `hostSubject`. */
export function variableOf(purpose: KeyPurpose): string {
  return `CHENGBAN_KEY_${purpose.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** Keys in environment variables, `version:id:base64,…` each. For containers whose platform injects secrets. */
export function environmentKeyProvider(environment: Readonly<Record<string, string | undefined>>): KeyProvider {
  return {
    kind: 'environment',
    generated: false,
    load: async () => readKeySet((purpose) => environment[variableOf(purpose)]),
  };
}
