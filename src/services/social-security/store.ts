import { makeAutoObservable, runInAction } from 'mobx'
import type { InputOf, Operation, OutputOf } from '../../contract/operation'
import { consentsList } from '../../contract/platform/account'
import { ask } from '../../client/ask'
import { whenSignedOut } from '../../client/own-data'
import { Loadable } from '../../client/ui/states/loadable'
import type { Outcome } from '../../client/ui/states/loadable'
import {
  socialSecurityContributions,
  socialSecurityMedicalAccount,
  socialSecurityMedicalContributions,
  socialSecurityMedicalStatus,
  socialSecurityPensionAccount,
  socialSecurityStatus,
} from './contract'

/** The two authorities. Their data never stand in one record. */
export type Authority = 'rs' | 'yb'

export type Status = OutputOf<typeof socialSecurityStatus>
export type MedicalStatus = OutputOf<typeof socialSecurityMedicalStatus>
export type Contributions = OutputOf<typeof socialSecurityContributions> | OutputOf<typeof socialSecurityMedicalContributions>
export type MonthRow = Contributions['rows'][number]
export type PensionAccount = OutputOf<typeof socialSecurityPensionAccount>
export type MedicalAccount = OutputOf<typeof socialSecurityMedicalAccount>

/** What the person decided about purposes; asked when a question was refused for want of consent. */
export const decisions = new Loadable<OutputOf<typeof consentsList>>()
let learning: Promise<void> | null = null

whenSignedOut(decisions.reset)

/** Asks; when consent is missing, learns first whether the person has lately said no, so that the page does not ask again. */
export async function askKnowing<O extends Operation>(operation: O, input: InputOf<O>): Promise<Outcome<OutputOf<O>>> {
  const outcome = await ask(operation, input)
  if (outcome.ok || outcome.problem.code !== 'consentRequired') return outcome
  learning ??= decisions.run(() => ask(consentsList, {})).finally(() => {
    learning = null
  })
  await learning
  return outcome
}

/**
 * Until when the person does not want to be asked about these purposes again (ISO time), or null when asking is all right: nothing was
 * decided yet, the time has passed, or the text has changed since.
 */
export function quietUntil(purposes: readonly string[]): string | null {
  const known = decisions.answer?.data.consents ?? []
  const until = purposes.map((purpose) => known.find((one) => one.purpose === purpose && !one.outdated)?.quietUntil ?? null)
  return until.length > 0 && until.every((one) => one !== null) ? until.slice().sort()[0] ?? null : null
}

/** Questions without input: each authority is asked for itself, so that one hanging never holds the other back. */
export class Questions {
  readonly status = new Loadable<Status>()
  readonly medicalStatus = new Loadable<MedicalStatus>()
  readonly pensionAccount = new Loadable<PensionAccount>()
  readonly medicalAccount = new Loadable<MedicalAccount>()

  askStatus = (): Promise<void> => this.status.run(() => askKnowing(socialSecurityStatus, {}))
  askMedicalStatus = (): Promise<void> => this.medicalStatus.run(() => askKnowing(socialSecurityMedicalStatus, {}))
  askPensionAccount = (): Promise<void> => this.pensionAccount.run(() => askKnowing(socialSecurityPensionAccount, {}))
  askMedicalAccount = (): Promise<void> => this.medicalAccount.run(() => askKnowing(socialSecurityMedicalAccount, {}))

  /** Forgets everything, at sign-out. */
  reset = (): void => {
    for (const one of [this.status, this.medicalStatus, this.pensionAccount, this.medicalAccount]) one.reset()
  }

  /** Purposes that still wait for the person's decision, of the two status questions. */
  get purposesToDecide(): readonly string[] {
    const of = (load: Loadable<Status> | Loadable<MedicalStatus>) =>
      load.phase === 'trouble' && load.trouble?.code === 'consentRequired' ? (load.trouble.purposes ?? []) : []
    return [...of(this.status), ...of(this.medicalStatus)]
  }
}

/** Month list of one authority: filters, and pages of 20 rows appended on demand. */
export class MonthList {
  readonly load = new Loadable<Contributions>()
  authority: Authority = 'rs'
  insurance: string | null = null
  year: number | null = null
  rows: readonly MonthRow[] = []
  private page = 1
  private round = 0

  constructor() {
    makeAutoObservable<MonthList, 'page' | 'round'>(this, { load: false, page: false, round: false }, { autoBind: true })
  }

  /** Asks the first page with the filters as they are. Not named `ask`: in the browser build the minifier then loses the imported function of that name. */
  async askFirst(): Promise<void> {
    const round = ++this.round
    await this.load.run(() => this.question(1))
    runInAction(() => {
      if (round !== this.round) return
      this.page = 1
      this.rows = this.load.answer?.data.rows ?? []
    })
  }

  /** Asks the next page and appends it; throws when it could not be had, so that the list can say so. */
  async more(): Promise<void> {
    const { round } = this
    const next = await this.question(this.page + 1)
    if (!next.ok) throw new Error(next.problem.code)
    runInAction(() => {
      // Filters changed or the person signed out while waiting: the rows belong to another list.
      if (round !== this.round) return
      this.page += 1
      this.rows = [...this.rows, ...next.data.rows]
    })
  }

  choose(filter: { insurance?: string | null; year?: number | null }): Promise<void> {
    if (filter.insurance !== undefined) this.insurance = filter.insurance
    if (filter.year !== undefined) this.year = filter.year
    return this.askFirst()
  }

  /** Forgets everything, at sign-out. */
  reset(): void {
    this.round++
    this.load.reset()
    this.rows = []
    this.insurance = null
    this.year = null
  }

  private question(page: number) {
    const input: InputOf<typeof socialSecurityContributions> = {
      page,
      ...(this.insurance === null ? {} : { insurance: this.insurance }),
      ...(this.year === null ? {} : { year: this.year }),
    }
    return this.authority === 'rs' ? askKnowing(socialSecurityContributions, input) : askKnowing(socialSecurityMedicalContributions, input)
  }
}
