/** What a key may be used for. A key of one purpose never opens or marks anything of another. */
export const keyPurposes = ['token', 'field', 'pepper', 'audit', 'hostSubject', 'bindingCode', 'cookie'] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

/** One version of a key. `version` rises by one with each rotation; the highest makes new values, all versions read old ones. */
export interface KeyVersion {
  readonly version: number;
  /** Unique among all keys; stands in everything the key has sealed or marked. */
  readonly id: string;
  /** 32 random bytes. */
  readonly bytes: Buffer;
}

export type KeySet = Readonly<Record<KeyPurpose, readonly KeyVersion[]>>;

/**
 * Where keys come from. A KMS or HSM is one more provider: it unwraps its key versions at start and again at `reload`.
 * The provider is the only code that sees where keys lie.
 */
export interface KeyProvider {
  readonly kind: 'file' | 'environment' | 'external';
  /** True when the provider made the keys up by itself (demo): production refuses those. */
  readonly generated: boolean;
  load(): Promise<KeySet>;
}
