import Base64 from 'crypto-js/enc-base64'
import Hex from 'crypto-js/enc-hex'
import Utf8 from 'crypto-js/enc-utf8'
import HmacSHA256 from 'crypto-js/hmac-sha256'
import SHA256 from 'crypto-js/sha256'
import { canonicalText } from '../../contract/signing'
import type { SignedParts } from '../../contract/signing'

/** Lower-case hex SHA-256 of the UTF-8 bytes of a body. */
export function bodyDigest(body: string): string {
  return SHA256(Utf8.parse(body)).toString(Hex)
}

/**
 * Signature of one call: hex HMAC-SHA256 with the per-session key.
 * @param keyBase64 `signatureKey` of the session grant
 */
export function sign(keyBase64: string, parts: SignedParts): string {
  return HmacSHA256(Utf8.parse(canonicalText(parts)), Base64.parse(keyBase64)).toString(Hex)
}
