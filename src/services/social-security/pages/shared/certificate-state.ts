import type { TagTone } from '../../../../client/ui'
import type { Certificate } from '../../certificate-store'

/** Tones of a certificate's states; the word always stands with them. */
export const stateTones: Record<Certificate['state'], TagTone> = { valid: 'success', expired: 'neutral', revoked: 'danger' }
