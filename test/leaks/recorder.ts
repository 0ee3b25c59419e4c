/** Stands between the entrances and the gateway: keeps every address, every Referer, and every secret that passes. */
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import type { Needles } from './needles.ts'

export interface Recorder {
  url: string
  /** One line per request: method and address. */
  readonly addresses: string[]
  readonly referers: string[]
  /** Where the gateway listens: known only after the city has started. */
  pointAt(gatewayUrl: string): void
  close(): Promise<void>
}

const SECRETS: Record<string, string> = { token: 'session token', signatureKey: 'signature key', authCode: 'login code' }

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Collects what is secret in a JSON text, at any depth. `code` is a code only on these paths: in a problem it is its name. */
function collect(needles: Needles, text: string, codeIs: string | undefined): void {
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return
    for (const [name, one] of Object.entries(value)) {
      if (typeof one === 'string') {
        const what = name === 'code' ? codeIs : SECRETS[name]
        if (what) needles.add(what, one)
        if (name === 'signatureKey') needles.add('signature key', Buffer.from(one, 'base64'))
      } else visit(one)
    }
  }
  try { visit(JSON.parse(text)) } catch { /* no JSON, no secrets of ours */ }
}

function codeKind(path: string): string | undefined {
  if (path.startsWith('/api/v1/session/create')) return 'login code'
  if (path.startsWith('/api/v1/identity/claims/complete')) return 'real-name code'
  return path.startsWith('/api/v1/identity/bind') ? 'binding code' : undefined
}

export async function startRecorder(needles: Needles): Promise<Recorder> {
  const [addresses, referers]: [string[], string[]] = [[], []]
  let target: URL | undefined
  const server = createServer((request, reply) => {
    void (async () => {
      const path = request.url ?? '/'
      addresses.push(`${request.method ?? ''} ${path}`)
      if (request.headers.referer) referers.push(request.headers.referer)
      if (path.startsWith('/auth/unified/')) needles.add('sign-in code', new URLSearchParams(path.split('?')[1]).get('code'))
      const body = await bodyOf(request)
      collect(needles, body.toString('utf8'), codeKind(path))
      // Compressed answers could not be read here.
      const headers = { ...request.headers, 'accept-encoding': 'identity' }
      const onward = httpRequest({ hostname: target?.hostname, port: target?.port, method: request.method, path, headers, setHost: false }, (answer) => {
        void bodyOf(answer).then((bytes) => {
          if (String(answer.headers['content-type']).includes('json')) collect(needles, bytes.toString('utf8'), undefined)
          for (const cookie of answer.headers['set-cookie'] ?? []) needles.add('cookie', /^[^=]+=([^;]*)/.exec(cookie)?.[1])
          reply.writeHead(answer.statusCode ?? 502, answer.rawHeaders).end(bytes)
        })
      })
      onward.on('error', () => { reply.writeHead(502).end() })
      onward.end(body)
    })()
  })
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`, addresses, referers,
    pointAt(gatewayUrl) { target = new URL(gatewayUrl) },
    close: () => new Promise((done) => { server.close(() => { done() }); server.closeAllConnections() })
  }
}
