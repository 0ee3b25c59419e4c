import { makeAutoObservable, runInAction } from 'mobx'
import type { InputOf, OutputOf } from '../../contract/operation'
import { checkRequestsCreate, draftsOpen, draftsSave } from '../../contract/platform/cases'
import { ask } from '../../client/ask'
import { Loadable } from '../../client/ui/states/loadable'
import type { Trouble } from '../../client/ui/states/loadable'

export type Draft = OutputOf<typeof draftsOpen>
export type Receipt = OutputOf<typeof checkRequestsCreate>

/** What the doubt is about, handed over by the page where it arose. Never a figure. */
export type DoubtContext = Pick<InputOf<typeof checkRequestsCreate>, 'operation' | 'period' | 'dataDate' | 'traceId'>

/** Pause in typing after which the draft is kept. */
const restMs = 600

/** One form from opening to receipt. The draft's id is the idempotency key: a repeated press is the same request. */
export class CheckRequestForm {
  readonly draft = new Loadable<Draft>()
  receipt: Receipt | null = null
  trouble: Trouble | null = null
  busy = false
  /** What was typed last is with the gateway: a phone that ends the app now loses nothing. */
  saved = false
  private version = 0
  private timer: ReturnType<typeof setTimeout> | null = null
  private saving: Promise<void> = Promise.resolve()

  constructor() {
    makeAutoObservable<CheckRequestForm, 'version' | 'timer' | 'saving'>(this, { draft: false, version: false, timer: false, saving: false }, { autoBind: true })
  }

  async open(): Promise<void> {
    this.receipt = null
    this.trouble = null
    await this.draft.run(() => ask(draftsOpen, { kind: 'checkRequest' }))
    this.version = this.draft.answer?.data.version ?? 0
  }

  /** Something was typed: it is kept as soon as the fingers rest. */
  typed(content: Record<string, string>): void {
    this.saved = false
    this.stopTimer()
    this.timer = setTimeout(() => void this.keep(content), restMs)
  }

  /** Keeps what was typed, one after the other; a failure here is silent, because sending still carries everything. */
  keep(content: Record<string, string>): Promise<void> {
    this.stopTimer()
    this.saving = this.saving.then(async () => {
      const draft = this.draft.answer?.data
      if (!draft || this.receipt || this.busy) return
      const saved = await ask(draftsSave, { draftId: draft.draftId, version: this.version, content })
      if (!saved.ok) return
      runInAction(() => {
        this.version = saved.data.version
        this.saved = true
      })
    })
    return this.saving
  }

  private stopTimer(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  async send(context: DoubtContext, kind: string, words: string): Promise<void> {
    const draft = this.draft.answer?.data
    if (!draft) return
    this.stopTimer()
    this.busy = true
    this.trouble = null
    const outcome = await ask(checkRequestsCreate, { ...context, draftId: draft.draftId, kind, words }, { idempotencyKey: draft.draftId })
    runInAction(() => {
      this.busy = false
      if (outcome.ok) this.receipt = outcome.data
      else this.trouble = outcome.problem
    })
  }
}
