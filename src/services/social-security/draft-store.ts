import { makeAutoObservable, runInAction } from 'mobx'
import type { OutputOf } from '../../contract/operation'
import { draftsDiscard, draftsOpen, draftsSave } from '../../contract/platform/cases'
import { ask } from '../../client/ask'
import { Loadable } from '../../client/ui/states/loadable'
import type { Trouble } from '../../client/ui/states/loadable'
import { chosen } from './plan-store'

export type Draft = OutputOf<typeof draftsOpen>

/** Fields of the form; all short texts, as drafts keep them. */
export const draftFields = ['year', 'tier', 'months', 'from', 'work'] as const
export type DraftField = (typeof draftFields)[number]
export type DraftContent = Partial<Record<DraftField, string>>

/** Only fields of this form: a draft of an older edition may hold others. */
export function contentOf(kept: Readonly<Record<string, string>>): DraftContent {
  const found: DraftContent = {}
  for (const name of draftFields) {
    const value = kept[name]
    if (value) found[name] = value
  }
  return found
}

/** The form of somebody who will pay alone: opened with what the calculator chose, kept after each answer, found again on any phone. */
export class FlexibleDraft {
  readonly draft = new Loadable<Draft>()
  content: DraftContent = {}
  /** What was chosen last is with the gateway. */
  saved = false
  trouble: Trouble | null = null
  removed = false
  busy = false
  private version = 0
  private saving: Promise<void> = Promise.resolve()

  constructor() {
    makeAutoObservable<FlexibleDraft, 'version' | 'saving'>(this, { draft: false, version: false, saving: false }, { autoBind: true })
  }

  async open(): Promise<void> {
    this.removed = false
    this.trouble = null
    await this.draft.run(() => ask(draftsOpen, { kind: 'flexibleEmployment' }))
    const kept = this.draft.answer?.data
    if (!kept) return
    // Straight from the calculator: what was just chosen there is newer than what was kept. After a cold start nothing was chosen.
    const fresh: DraftContent = chosen.tier ? { year: chosen.year, months: chosen.months, tier: chosen.tier } : {}
    runInAction(() => {
      this.version = kept.version
      this.content = { ...contentOf(kept.content), ...fresh }
      this.saved = kept.version > 0
    })
    if (Object.keys(fresh).length > 0) await this.keep()
  }

  set(more: DraftContent): Promise<void> {
    this.content = { ...this.content, ...more }
    return this.keep()
  }

  /** Keeps the form as it is, one save after the other. */
  keep(): Promise<void> {
    this.saved = false
    this.saving = this.saving.then(async () => {
      const draft = this.draft.answer?.data
      if (!draft || this.removed) return
      const sent = this.content
      const outcome = await ask(draftsSave, { draftId: draft.draftId, version: this.version, content: { ...sent } as Record<string, string> })
      runInAction(() => {
        if (!outcome.ok) {
          this.trouble = outcome.problem
          return
        }
        this.trouble = null
        this.version = outcome.data.version
        // Chosen again meanwhile: the next save is on its way.
        this.saved = this.content === sent
      })
    })
    return this.saving
  }

  async remove(): Promise<void> {
    const draft = this.draft.answer?.data
    if (!draft) return
    this.busy = true
    await this.saving
    const outcome = await ask(draftsDiscard, { draftId: draft.draftId })
    runInAction(() => {
      this.busy = false
      if (outcome.ok || outcome.problem.code === 'notFound') {
        this.removed = true
        this.content = {}
        chosen.set({ tier: '' })
      } else this.trouble = outcome.problem
    })
  }

  reset(): void {
    this.draft.reset()
    this.content = {}
    this.saved = false
    this.trouble = null
  }
}
