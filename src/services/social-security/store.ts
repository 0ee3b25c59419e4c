import { makeAutoObservable, runInAction } from 'mobx'
import type { InputOf, OutputOf } from '../../contract/operation'
import { ask } from '../../client/ask'
import { Loadable } from '../../client/ui'
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

/** Questions without input: each authority is asked for itself, so that one hanging never holds the other back. */
export class Questions {
  readonly status = new Loadable<Status>()
  readonly medicalStatus = new Loadable<MedicalStatus>()
  readonly pensionAccount = new Loadable<PensionAccount>()
  readonly medicalAccount = new Loadable<MedicalAccount>()

  askStatus = (): Promise<void> => this.status.run(() => ask(socialSecurityStatus, {}))
  askMedicalStatus = (): Promise<void> => this.medicalStatus.run(() => ask(socialSecurityMedicalStatus, {}))
  askPensionAccount = (): Promise<void> => this.pensionAccount.run(() => ask(socialSecurityPensionAccount, {}))
  askMedicalAccount = (): Promise<void> => this.medicalAccount.run(() => ask(socialSecurityMedicalAccount, {}))

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

  constructor() {
    makeAutoObservable<MonthList, 'page'>(this, { load: false, page: false }, { autoBind: true })
  }

  /** Asks the first page with the filters as they are. Not named `ask`: in the browser build the minifier then loses the imported function of that name. */
  async askFirst(): Promise<void> {
    await this.load.run(() => this.question(1))
    runInAction(() => {
      this.page = 1
      this.rows = this.load.answer?.data.rows ?? []
    })
  }

  /** Asks the next page and appends it; throws when it could not be had, so that the list can say so. */
  async more(): Promise<void> {
    const { authority, insurance, year } = this
    const next = await this.question(this.page + 1)
    if (!next.ok) throw new Error(next.problem.code)
    runInAction(() => {
      // Filters changed while waiting: the rows belong to another list.
      if (authority !== this.authority || insurance !== this.insurance || year !== this.year) return
      this.page += 1
      this.rows = [...this.rows, ...next.data.rows]
    })
  }

  choose(filter: { insurance?: string | null; year?: number | null }): Promise<void> {
    if (filter.insurance !== undefined) this.insurance = filter.insurance
    if (filter.year !== undefined) this.year = filter.year
    return this.askFirst()
  }

  private question(page: number) {
    const input: InputOf<typeof socialSecurityContributions> = {
      page,
      ...(this.insurance === null ? {} : { insurance: this.insurance }),
      ...(this.year === null ? {} : { year: this.year }),
    }
    return this.authority === 'rs' ? ask(socialSecurityContributions, input) : ask(socialSecurityMedicalContributions, input)
  }
}
