/** Environment of a demo city: gateway and sandbox meet on the same secrets and addresses. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'

function rsaPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}

/** Fresh secrets of a demo city, as environment of both processes. Never used outside the demo. */
export function newSecrets() {
  const app = rsaPair()
  const alipay = rsaPair()
  const citySecret = randomBytes(32).toString('base64url')
  const weixin = { id: `wx${randomBytes(8).toString('hex')}`, secret: randomBytes(16).toString('hex') }
  const alipayApp = `2021${String(randomBytes(6).readUIntBE(0, 6)).padStart(12, '0').slice(0, 12)}`
  const clientSecret = randomBytes(32).toString('base64url')
  return {
    CITY_SECRET: citySecret,
    SANDBOX_CITY_SECRET: citySecret,
    HALL_SECRET: randomBytes(32).toString('base64url'),
    WEIXIN_APPID: weixin.id,
    SANDBOX_WEIXIN_APP_ID: weixin.id,
    WEIXIN_SECRET: weixin.secret,
    SANDBOX_WEIXIN_APP_SECRET: weixin.secret,
    ALIPAY_APPID: alipayApp,
    SANDBOX_ALIPAY_APP_ID: alipayApp,
    ALIPAY_APP_PRIVATE_KEY: app.privateKey,
    SANDBOX_ALIPAY_APP_PUBLIC_KEY: app.publicKey,
    ALIPAY_PUBLIC_KEY: alipay.publicKey,
    SANDBOX_ALIPAY_PRIVATE_KEY: alipay.privateKey,
    UNIFIED_CLIENT_ID: 'chengban',
    UNIFIED_CLIENT_SECRET: clientSecret,
    SANDBOX_IDENTITY_CLIENT_ID: 'chengban',
    SANDBOX_IDENTITY_CLIENT_SECRET: clientSecret,
  }
}

/** Secrets of the demo city in a folder: made at its first start, kept with mode 0600 beside its data. */
export function keptSecrets(folder) {
  const file = path.join(folder, 'demo-secrets.json')
  if (!fs.existsSync(file)) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    fs.writeFileSync(file, JSON.stringify(newSecrets(), null, 2), { mode: 0o600 })
  }
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}

/**
 * Bounds of the heap. Without them Node lets garbage grow with the machine's memory: the same gateway stands at 380 MB instead
 * of 200 after a hundred thousand calls. Its live data take 40 MB, its caches are bounded.
 */
export const heapBounds = '--max-semi-space-size=6 --max-old-space-size=256'

/**
 * Whole environment of one city.
 * @param {{ports: {gateway: number, internal: number, sandbox: number}, dataDir: string, secrets: Record<string, string>}} city
 */
export function cityEnvironment({ ports, dataDir, secrets }) {
  const gatewayUrl = `http://127.0.0.1:${ports.gateway}`
  return {
    ...secrets,
    // One heap of glibc's per core and thread would keep 20 MB that nobody uses.
    MALLOC_ARENA_MAX: '2',
    NODE_OPTIONS: [process.env.NODE_OPTIONS, heapBounds].filter(Boolean).join(' '),
    GATEWAY_PORT: String(ports.gateway),
    GATEWAY_INTERNAL_PORT: String(ports.internal),
    SANDBOX_PORT: String(ports.sandbox),
    GATEWAY_URL: gatewayUrl,
    PUBLIC_ORIGIN: gatewayUrl,
    GATEWAY_INTERNAL_URL: `http://127.0.0.1:${ports.internal}`,
    SANDBOX_URL: `http://127.0.0.1:${ports.sandbox}`,
    SANDBOX_IDENTITY_REDIRECT_URIS: `${gatewayUrl}/auth/unified/callback,${gatewayUrl}/auth/unified/ticket`,
    CHENGBAN_DATA_DIR: dataDir,
    CHENGBAN_PROFILE: 'demo',
  }
}

/** True when something already listens on the port. */
export function portTaken(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
