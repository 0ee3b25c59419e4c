import type { CredentialType } from '../../../contract/credentials.ts';

/** What the unified identity system says of a person who signed in. */
export interface UnifiedPerson {
  /** The system's own number of the account; null when it has none. */
  readonly subject: string | null;
  readonly name: string;
  readonly credentialType: CredentialType;
  readonly credentialNo: string;
  /** 初级 1, 中级 2, 高级 3. */
  readonly level: 1 | 2 | 3;
}

/** Secrets of one redirect, kept sealed until the browser comes back. */
export interface RedirectSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** A strong check is wanted: the high level, by a sign-in made now and not remembered from this morning. */
  readonly strong?: boolean;
}

export type UnifiedOutcome =
  | { readonly ok: true; readonly person: UnifiedPerson }
  /** `cancelled`: the citizen turned back. `failed`: the answer proves nothing. `unavailable`: no answer at all. */
  | { readonly ok: false; readonly reason: 'cancelled' | 'failed' | 'unavailable' };

/** One way of speaking with a unified identity system, chosen by the city's profile. */
export interface UnifiedDialect {
  readonly kind: 'oidc' | 'ticket';
  /** Path of ours that the system leads back to. */
  readonly returnPath: '/auth/unified/callback' | '/auth/unified/ticket';
  /** @returns the address of the sign-in page, or null when the system is unreachable */
  start(secrets: RedirectSecrets): Promise<string | null>;
  /** Reads the answer the browser brought. `url` is the whole address it came to, on the public origin. */
  finish(url: URL, secrets: RedirectSecrets): Promise<UnifiedOutcome>;
}
