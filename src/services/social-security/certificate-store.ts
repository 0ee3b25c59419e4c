import { makeAutoObservable, runInAction } from 'mobx'
import type { InputOf, OutputOf } from '../../contract/operation'
import { draftsOpen, draftsSave } from '../../contract/platform/cases'
import { ask } from '../../client/ask'
import { files } from '../../client/gateway'
import type { FileTrouble } from '../../client/gateway'
import { host } from '../../client/host'
import { Loadable } from '../../client/ui/states/loadable'
import type { Outcome, Trouble } from '../../client/ui/states/loadable'
import {
  certificateSpans, socialSecurityCertificate, socialSecurityCertificateFile, socialSecurityCertificateIssue, socialSecurityCertificates,
} from './contract'

export type Certificate = OutputOf<typeof socialSecurityCertificates>['documents'][number]
export type CertificateDetail = OutputOf<typeof socialSecurityCertificate>
type Draft = OutputOf<typeof draftsOpen>
type Wish = Omit<InputOf<typeof socialSecurityCertificateIssue>, 'draftId'>
export type Span = Wish['span']

/** Pages of the list that are fetched at most; nobody has more certificates than that. */
const mostPages = 5

/** All certificates of the person, newest first. */
export async function askCertificates(): Promise<Outcome<readonly Certificate[]>> {
  const found: Certificate[] = []
  for (let page = 1; ; page += 1) {
    const outcome = await ask(socialSecurityCertificates, { page })
    if (!outcome.ok) return outcome
    found.push(...outcome.data.documents)
    if (page >= outcome.data.pageCount || page >= mostPages) return { ...outcome, data: found }
  }
}

/** One order from the form to the number. The draft's id makes a repeated press the same order, also after a kill. */
export class CertificateOrder {
  readonly draft = new Loadable<Draft>()
  wish: Wish = { span: 'year', fullNumber: false }
  issued: Certificate | null = null
  trouble: Trouble | null = null
  busy = false
  private version = 0

  constructor() {
    makeAutoObservable<CertificateOrder, 'version'>(this, { draft: false, version: false }, { autoBind: true })
  }

  async open(): Promise<void> {
    await this.draft.run(() => ask(draftsOpen, { kind: 'certificate' }))
    const draft = this.draft.answer?.data
    if (!draft) return
    runInAction(() => {
      this.version = draft.version
      const span = certificateSpans.find((one) => one === draft.content.span)
      this.wish = { span: span ?? 'year', fullNumber: draft.content.number === 'full' }
    })
  }

  /** Keeps the choice with the draft, so that an order begun before a kill is found again with the same content. */
  async choose(more: Partial<Wish>): Promise<void> {
    this.wish = { ...this.wish, ...more }
    const draft = this.draft.answer?.data
    if (!draft || this.busy) return
    const content = { span: this.wish.span, number: this.wish.fullNumber ? 'full' : 'masked' }
    const saved = await ask(draftsSave, { draftId: draft.draftId, version: this.version, content })
    if (saved.ok) this.version = saved.data.version
  }

  async issue(): Promise<void> {
    const draft = this.draft.answer?.data
    if (!draft || this.busy) return
    this.busy = true
    this.trouble = null
    const outcome = await ask(socialSecurityCertificateIssue, { draftId: draft.draftId, ...this.wish }, { idempotencyKey: draft.draftId })
    runInAction(() => {
      this.busy = false
      if (outcome.ok) this.issued = outcome.data
      else this.trouble = outcome.problem
    })
  }

  /** A refusal that a step-up has answered meanwhile is taken back. */
  forgive(): void {
    this.trouble = null
  }

  reset(): void {
    this.draft.reset()
    this.issued = null
    this.trouble = null
  }
}

/** One certificate: what it is, and its way onto the screen. */
export class OneCertificate {
  readonly load = new Loadable<CertificateDetail>()
  /** A refusal of the gateway, in its own words. */
  trouble: Trouble | null = null
  /** Why the file did not come or was not shown. */
  fileTrouble: FileTrouble | null = null
  opened = false
  busy = false
  copied: boolean | null = null

  constructor() {
    makeAutoObservable(this, { load: false }, { autoBind: true })
  }

  ask(documentId: string): Promise<void> {
    return this.load.run(() => ask(socialSecurityCertificate, { documentId }))
  }

  /** Ticket, file, the host's own viewer. Nothing of it stays with us. */
  async open(documentId: string, name: string): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.trouble = null
    this.fileTrouble = null
    this.opened = false
    const asked = await ask(socialSecurityCertificateFile, { documentId })
    const reason = asked.ok && asked.data.ticket ? await this.show(asked.data.ticket, name) : null
    // Revoked meanwhile: the page says so once it has asked again.
    const revoked = asked.ok && asked.data.ticket === null
    runInAction(() => {
      this.busy = false
      if (!asked.ok) this.trouble = asked.problem
      else if (!revoked) {
        this.fileTrouble = reason
        this.opened = reason === null
      }
    })
    if (revoked) await this.ask(documentId)
  }

  async copy(code: string): Promise<void> {
    const result = await host.copyText(code)
    runInAction(() => { this.copied = result.ok })
  }

  forgive(): void {
    this.trouble = null
  }

  private async show(ticket: NonNullable<OutputOf<typeof socialSecurityCertificateFile>['ticket']>, name: string): Promise<FileTrouble | null> {
    const fetched = await files.fetch(ticket, name)
    if (!fetched.ok) return fetched.reason
    const shown = await host.openDocument(fetched.file)
    return shown.ok ? null : shown.reason
  }
}
