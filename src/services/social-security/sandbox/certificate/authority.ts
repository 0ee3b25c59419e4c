import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';

/** The department's signing certificate with its chain, as the signer takes it. */
export interface SealHolder {
  readonly p12: Buffer;
  readonly passphrase: string;
  /** The sandbox's own root, PEM: for whoever wants to check signatures against it. */
  readonly rootPem: string;
}

const newKeyPair = promisify(generateKeyPair);
/** Latin letters only: forge encodes Chinese a second time when it names the signer, and no reader then finds the certificate. */
const name = (commonName: string) => [
  { name: 'countryName', value: 'CN' },
  { name: 'organizationName', value: 'Shili City Human Resources and Social Security Bureau' },
  { name: 'commonName', value: commonName },
];

async function rsaKeys(): Promise<{ readonly publicKey: forge.pki.rsa.PublicKey; readonly privateKey: forge.pki.rsa.PrivateKey }> {
  // Node's own generator: forge's would take seconds.
  const { publicKey, privateKey } = await newKeyPair('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  return { publicKey: forge.pki.publicKeyFromPem(publicKey), privateKey: forge.pki.privateKeyFromPem(privateKey) };
}

function unsigned(publicKey: forge.pki.PublicKey, now: number, years: number): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  // Positive and never zero-led: some readers take the first bit for a sign.
  certificate.serialNumber = `4${randomBytes(9).toString('hex')}`;
  certificate.validity.notBefore = new Date(now - 24 * 60 * 60 * 1000);
  certificate.validity.notAfter = new Date(now + years * 365 * 24 * 60 * 60 * 1000);
  return certificate;
}

/** Makes a root and, under it, the certificate that seals documents: RSA 2048, SHA-256. New ones at each start of the city. */
export async function createSealHolder(now: number): Promise<SealHolder> {
  const [root, seal] = await Promise.all([rsaKeys(), rsaKeys()]);
  const rootCertificate = unsigned(root.publicKey, now, 10);
  rootCertificate.setSubject(name('SANDBOX Root'));
  rootCertificate.setIssuer(name('SANDBOX Root'));
  rootCertificate.setExtensions([{ name: 'basicConstraints', cA: true, critical: true }, { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }]);
  rootCertificate.sign(root.privateKey, forge.md.sha256.create());
  const sealCertificate = unsigned(seal.publicKey, now, 3);
  sealCertificate.setSubject(name('SANDBOX Seal of Certificates'));
  sealCertificate.setIssuer(name('SANDBOX Root'));
  sealCertificate.setExtensions([{ name: 'basicConstraints', cA: false }, { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true }]);
  sealCertificate.sign(root.privateKey, forge.md.sha256.create());
  const passphrase = randomBytes(16).toString('hex');
  const p12 = forge.pkcs12.toPkcs12Asn1(seal.privateKey, [sealCertificate, rootCertificate], passphrase, { algorithm: '3des' });
  return { p12: Buffer.from(forge.asn1.toDer(p12).getBytes(), 'latin1'), passphrase, rootPem: forge.pki.certificateToPem(rootCertificate) };
}
