import { makeAutoObservable, runInAction } from 'mobx'
import type { InputOf, OutputOf } from '../../contract/operation'
import { ask } from '../../client/ask'
import { whenSignedOut } from '../../client/own-data'
import { Loadable } from '../../client/ui/states/loadable'
import {
  socialSecurityFlexiblePlan, socialSecurityPensionEstimate, socialSecurityPensionInputs, socialSecurityPolicyYears, socialSecurityRetirement,
} from './contract'
import type { Group, SpecialCase } from './contract'

export type PolicyYears = OutputOf<typeof socialSecurityPolicyYears>
export type Retirement = OutputOf<typeof socialSecurityRetirement>
export type Estimate = OutputOf<typeof socialSecurityPensionEstimate>
export type EstimateOption = NonNullable<Estimate['result']>['options'][number]
export type PensionInputs = OutputOf<typeof socialSecurityPensionInputs>
export type FlexiblePlan = OutputOf<typeof socialSecurityFlexiblePlan>
export type Office = PolicyYears['office']

/** Who retires: asked once, used by the date and by the estimate. Lives as long as the app, never longer, and leaves the phone only to be answered. */
class Who {
  birthMonth = ''
  group: Group | '' = ''
  special: SpecialCase = 'none'

  constructor() {
    makeAutoObservable(this, {}, { autoBind: true })
  }

  set(more: Partial<Pick<Who, 'birthMonth' | 'group' | 'special'>>): void {
    Object.assign(this, more)
  }

  reset(): void {
    this.set({ birthMonth: '', group: '', special: 'none' })
  }
}

export const who = new Who()
whenSignedOut(who.reset)

/** Published years, this month and the office: what the forms need before the first question. */
export const policyYears = new Loadable<PolicyYears>()
export const askPolicyYears = (): Promise<void> => policyYears.run(() => ask(socialSecurityPolicyYears, {}))

export class RetirementQuestion {
  readonly load = new Loadable<Retirement>()

  send = (input: InputOf<typeof socialSecurityRetirement>): Promise<void> => this.load.run(() => ask(socialSecurityRetirement, input))
}

export type EstimateInput = InputOf<typeof socialSecurityPensionEstimate>

/** One estimate and the months it was asked for; a newly chosen month asks again with the rest as it was. */
export class EstimateQuestion {
  readonly load = new Loadable<Estimate>()
  readonly own = new Loadable<PensionInputs>()
  private last: EstimateInput | null = null

  constructor() {
    makeAutoObservable<EstimateQuestion, 'last'>(this, { load: false, own: false, last: false }, { autoBind: true })
  }

  send(input: EstimateInput): Promise<void> {
    this.last = input
    return this.load.run(() => ask(socialSecurityPensionEstimate, input))
  }

  again(): Promise<void> {
    return this.last ? this.send(this.last) : Promise.resolve()
  }

  /** The same person and record, another month. */
  retireIn(retireMonth: string): Promise<void> {
    return this.last ? this.send({ ...this.last, retireMonth }) : Promise.resolve()
  }

  takeOver(): Promise<void> {
    return this.own.run(() => ask(socialSecurityPensionInputs, {}))
  }

  reset(): void {
    this.last = null
    this.load.reset()
    this.own.reset()
  }
}

/** What was chosen in the calculator, on its way to the draft. */
class Chosen {
  year = ''
  months = '12'
  tier = ''

  constructor() {
    makeAutoObservable(this, {}, { autoBind: true })
  }

  set(more: Partial<Pick<Chosen, 'year' | 'months' | 'tier'>>): void {
    Object.assign(this, more)
  }
}

export const chosen = new Chosen()

export class PlanQuestion {
  readonly load = new Loadable<FlexiblePlan>()
  private asked = ''

  constructor() {
    makeAutoObservable<PlanQuestion, 'asked'>(this, { load: false, asked: false }, { autoBind: true })
  }

  /** Asks for a year and a number of months, once for each change of them. */
  async send(year: string, months: string): Promise<void> {
    const now = `${year} ${months}`
    if (!year || !months || (this.asked === now && this.load.phase === 'data')) return
    this.asked = now
    await this.load.run(() => ask(socialSecurityFlexiblePlan, { year: Number(year), months: Number(months) }))
    runInAction(() => {
      if (this.load.phase === 'trouble') this.asked = ''
    })
  }
}
