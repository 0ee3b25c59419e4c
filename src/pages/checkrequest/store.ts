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

/** One form from opening to receipt. The draft's id is the idempotency key: a repeated press is the same request. */
export class CheckRequestForm {
  readonly draft = new Loadable<Draft>()
  receipt: Receipt | null = null
  trouble: Trouble | null = null
  busy = false
  private version = 0

  constructor() {
    makeAutoObservable<CheckRequestForm, 'version'>(this, { draft: false, version: false }, { autoBind: true })
  }

  async open(): Promise<void> {
    this.receipt = null
    this.trouble = null
    await this.draft.run(() => ask(draftsOpen, { kind: 'checkRequest' }))
    this.version = this.draft.answer?.data.version ?? 0
  }

  /** Keeps what was typed; a failure here is silent, because sending still carries everything. */
  async keep(content: Record<string, string>): Promise<void> {
    const draft = this.draft.answer?.data
    if (!draft || this.receipt) return
    const saved = await ask(draftsSave, { draftId: draft.draftId, version: this.version, content })
    if (saved.ok) this.version = saved.data.version
  }

  async send(context: DoubtContext, kind: string, words: string): Promise<void> {
    const draft = this.draft.answer?.data
    if (!draft) return
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
