import { filesBase } from '../../contract/files'
import type { FileTicket, ReadFile } from '../../contract/files'
import { headerNames } from '../../contract/signing'
import type { HostAdapter, HostFailure, HostFile } from '../host'
import { readAnswer } from './answer'
import type { CallResult } from './answer'
import type { Session } from './session'

const timeoutMs = 30_000

/** Why a file did not come. `ticket`: its minute is over or it was used, the person asks again. */
export type FileTrouble = 'ticket' | 'department' | 'busy' | HostFailure

export type Fetched = { readonly ok: true; readonly file: HostFile } | { readonly ok: false; readonly reason: FileTrouble }

/** A status in place of a document: hosts may drop the words that came with it. */
function troubleOf(status: number): FileTrouble {
  if (status === 410 || status === 401) return 'ticket'
  if (status === 429) return 'busy'
  return status === 502 || status === 503 || status === 504 ? 'department' : 'failed'
}

/** Files by ticket. A ticket is honoured only with the token of the session that drew it. */
export class FileClient {
  private readonly host: HostAdapter
  private readonly session: Session
  private readonly language: () => string

  constructor(host: HostAdapter, session: Session, language: () => string) {
    this.host = host
    this.session = session
    this.language = language
  }

  async fetch(ticket: FileTicket, name: string): Promise<Fetched> {
    const place = this.place(ticket)
    if (!place) return { ok: false, reason: 'ticket' }
    const result = await this.host.download({ ...place, name })
    if (!result.ok) return result
    const { file, status } = result.value
    return file ? { ok: true, file } : { ok: false, reason: troubleOf(status) }
  }

  async send(ticket: FileTicket, file: HostFile): Promise<CallResult<ReadFile>> {
    const place = this.place(ticket)
    if (!place) return { ok: false, problem: null, noAnswer: 'unreadable' }
    const reply = await this.host.upload({ ...place, headers: { ...place.headers, [headerNames.statusInBody]: '1' }, file })
    if (!reply.ok) return { ok: false, problem: null, noAnswer: reply.reason === 'timeout' ? 'timeout' : 'offline' }
    return readAnswer<ReadFile>(reply.value)
  }

  /** Address and headers; null without a session, whose ticket nobody else may use. */
  private place(ticket: FileTicket) {
    const token = this.session.bearer
    if (token === null || ticket.path.indexOf(`${filesBase}/`) !== 0) return null
    // Not the status in the body: a refusal inside a 200 would be taken for the document.
    const headers = { [headerNames.authorization]: `Bearer ${token}`, 'accept-language': this.language() }
    return { url: `${this.host.gatewayOrigin}${ticket.path}`, headers, timeoutMs }
  }
}
