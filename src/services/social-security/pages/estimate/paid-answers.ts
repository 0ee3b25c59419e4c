import { makeAutoObservable } from 'mobx'
import type { EstimateInput, PensionInputs } from '../../plan-store'
import { t } from '../../plan-texts'
import { typedFen, typedIndex, typedMonths, yuanText } from '../../plan-typed'

export type Measure = 'base' | 'index'

/** Answers of the second step, as typed; read together they are the rest of the question. */
export class PaidAnswers {
  months = ''
  balance = ''
  by: Measure = 'base'
  base = ''
  index = ''
  year = ''
  /** The record was taken over: fields begin anew with it, because they keep their own text. */
  taken = 0

  constructor() {
    makeAutoObservable(this, {}, { autoBind: true })
  }

  set(more: Partial<Pick<PaidAnswers, 'months' | 'balance' | 'by' | 'base' | 'index' | 'year'>>): void {
    Object.assign(this, more)
  }

  reset(): void {
    this.set({ months: '', balance: '', by: 'base', base: '', index: '', year: '' })
    this.taken = 0
  }

  /** Takes over what the department has; what it has not stays as typed. */
  takeOver(data: PensionInputs): void {
    if (data.paidMonths !== null) this.months = String(data.paidMonths)
    if (data.balanceFen !== null) this.balance = yuanText(data.balanceFen)
    if (data.index) {
      this.by = 'index'
      this.index = String(data.index.value / 10_000)
    }
    this.taken += 1
  }

  get errors(): Partial<Record<'months' | 'balance' | 'base' | 'index', string>> {
    return {
      ...(typedMonths(this.months) === null ? { months: t('estimate.paidWrong') } : {}),
      ...(typedFen(this.balance) === null ? { balance: t('estimate.balanceWrong') } : {}),
      ...(this.by === 'base' && !typedFen(this.base) ? { base: t('estimate.baseWrong') } : {}),
      ...(this.by === 'index' && typedIndex(this.index) === null ? { index: t('estimate.indexWrong') } : {}),
    }
  }

  /** Null while something is missing or wrong. */
  get input(): Pick<EstimateInput, 'paidMonths' | 'balanceFen' | 'index' | 'baseFen' | 'standardYear'> | null {
    const [paidMonths, balanceFen] = [typedMonths(this.months), typedFen(this.balance)]
    if (paidMonths === null || balanceFen === null || !this.year || Object.keys(this.errors).length > 0) return null
    const level = this.by === 'base' ? { baseFen: typedFen(this.base) ?? 0 } : { index: typedIndex(this.index) ?? 0 }
    return { paidMonths, balanceFen, standardYear: Number(this.year), ...level }
  }
}
