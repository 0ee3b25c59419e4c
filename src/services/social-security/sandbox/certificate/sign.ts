import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import type { SealHolder } from './authority.ts';

/** Puts a detached CMS signature over the whole document, as PAdES wants it: `ETSI.CAdES.detached` in the signature's dictionary. */
export async function signed(pdf: Buffer, holder: SealHolder, at: Date): Promise<Buffer> {
  const prepared = plainAddPlaceholder({
    pdfBuffer: pdf, reason: '开具参保证明', contactInfo: '12333', name: '示例市人力资源和社会保障局', location: '示例市',
    signingTime: at, signatureLength: 16_384, subFilter: 'ETSI.CAdES.detached',
  });
  return new SignPdf().sign(prepared, new P12Signer(holder.p12, { passphrase: holder.passphrase }), at);
}
