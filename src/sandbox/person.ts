import type { CredentialType } from '../contract/credentials.ts';

/** What the host platforms and the identity system of the sandbox city know of a demo person. */
export interface CityPerson {
  readonly id: string;
  /** What makes this person worth trying, in Chinese. */
  readonly label: string;
  /** What the product is expected to show for this person, one Chinese sentence. */
  readonly note?: string;
  readonly name: string;
  readonly credentialType: CredentialType;
  readonly credentialNo: string;
  /** Level that the unified identity gives without further choice: 1 初级, 2 中级, 3 高级. */
  readonly identityLevel: 1 | 2 | 3;
  /** False for someone whom the unified identity does not cover; the hall's binding code is the way then. */
  readonly unifiedIdentity?: boolean;
  /** Null for someone without a WeChat account. */
  readonly weixin: { readonly openid: string; readonly realName: 'verified' | 'none' | 'mismatch' } | null;
  /** Null for someone without an Alipay account; `userId` is null for accounts that newer apps see by `open_id` only. */
  readonly alipay: {
    readonly userId: string | null;
    readonly openId: string;
    readonly certifyOutcome: 'pass' | 'fail';
  } | null;
}

/** Chinese names of the credential kinds, for the sign-in, hall and people pages. */
export const credentialNames: Record<CredentialType, string> = {
  residentId: '居民身份证',
  hkMacaoPermit: '港澳居民来往内地通行证',
  taiwanPermit: '台湾居民来往大陆通行证',
  hkMacaoTaiwanResidencePermit: '港澳台居民居住证',
  foreignPermanentResident: '外国人永久居留身份证',
  passport: '护照',
};
