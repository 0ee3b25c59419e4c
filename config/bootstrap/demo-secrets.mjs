/** Secrets of the demo city, made at its first start and kept beside its data with mode 0600. Never used outside the demo. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

function rsaPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}

/**
 * @param {string} folder where `demo-secrets.json` lives
 * @returns environment for gateway and sandbox: both sides of every shared secret
 */
export function demoSecrets(folder) {
  const file = path.join(folder, 'demo-secrets.json')
  if (!fs.existsSync(file)) {
    const app = rsaPair()
    const alipay = rsaPair()
    const secrets = {
      CITY_SECRET: randomBytes(32).toString('base64url'),
      HALL_SECRET: randomBytes(32).toString('base64url'),
      WEIXIN_APPID: `wx${randomBytes(8).toString('hex')}`,
      WEIXIN_SECRET: randomBytes(16).toString('hex'),
      ALIPAY_APPID: `2021${String(randomBytes(6).readUIntBE(0, 6)).padStart(12, '0').slice(0, 12)}`,
      ALIPAY_APP_PRIVATE_KEY: app.privateKey,
      ALIPAY_APP_PUBLIC_KEY: app.publicKey,
      ALIPAY_PRIVATE_KEY: alipay.privateKey,
      ALIPAY_PUBLIC_KEY: alipay.publicKey,
      UNIFIED_CLIENT_ID: 'chengban',
      UNIFIED_CLIENT_SECRET: randomBytes(32).toString('base64url'),
      UNIFIED_TICKET_KEY: randomBytes(16).toString('hex'),
    }
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    fs.writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  }
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}
