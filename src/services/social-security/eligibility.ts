import { makeAutoObservable, runInAction } from 'mobx'
import { ask } from '../../client/ask'
import { Loadable } from '../../client/ui/states/loadable'
import type { Trouble } from '../../client/ui/states/loadable'
import type { OutputOf } from '../../contract/operation'
import { cityInfo } from '../../contract/platform/city'
import { socialSecurityConfirmByData, socialSecurityConfirmByFace, socialSecurityQualification } from './contract'
import { askKnowing } from './store'

export type Standing = OutputOf<typeof socialSecurityQualification>
type Office = OutputOf<typeof cityInfo>['authorities'][number]

/** The person's own eligibility: where it stands, and confirming it. */
export class Eligibility {
  readonly load = new Loadable<Standing>()
  readonly city = new Loadable<OutputOf<typeof cityInfo>>()
  /** Just confirmed: the receipt is shown before anything else. */
  receipt: Standing | null = null
  trouble: Trouble | null = null
  busy = false

  constructor() {
    makeAutoObservable(this, { load: false, city: false }, { autoBind: true })
  }

  async start(): Promise<void> {
    void this.city.run(() => ask(cityInfo, {}))
    await this.load.run(() => askKnowing(socialSecurityQualification, {}))
  }

  /** Where it can be done without a phone. */
  get office(): Office | null {
    return this.city.answer?.data.authorities.find((one) => one.id === 'rs') ?? null
  }

  /** Confirms; pressed twice it is one confirmation, by the department's own rule. */
  async confirm(way: 'data' | 'face'): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.trouble = null
    const outcome = await ask(way === 'data' ? socialSecurityConfirmByData : socialSecurityConfirmByFace, {})
    runInAction(() => {
      this.busy = false
      if (outcome.ok) this.receipt = outcome.data
      else this.trouble = outcome.problem
    })
  }

  /** From the receipt back to the page. */
  async seen(): Promise<void> {
    this.receipt = null
    await this.start()
  }

  reset(): void {
    this.load.reset()
    this.receipt = null
    this.trouble = null
  }
}

/** Whole days from one local date to another, negative when it has passed. */
export function daysUntil(today: string, date: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000)
}
