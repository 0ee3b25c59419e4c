import type { Estimate } from '../../plan-store'
import { t } from '../../plan-texts'
import { monthWords } from '../shared/words'

type Result = NonNullable<Estimate['result']>

const indexOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
const textOf = (index: number) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`

/** Every month the gateway says one may choose, with its distance from the statutory month. */
export function monthsToChoose({ statutoryMonth, window }: Pick<Result, 'statutoryMonth' | 'window'>): { value: string; words: string }[] {
  const statutory = indexOf(statutoryMonth)
  const [from, to] = window ? [indexOf(window.earliestMonth), indexOf(window.latestMonth)] : [statutory, statutory]
  return Array.from({ length: to - from + 1 }, (_one, at) => {
    const index = from + at
    const value = textOf(index)
    const month = monthWords(value)
    if (index === statutory) return { value, words: t('estimate.monthStatutory', { month }) }
    return { value, words: index < statutory ? t('estimate.monthEarlier', { month, count: statutory - index }) : t('estimate.monthLater', { month, count: index - statutory }) }
  })
}
