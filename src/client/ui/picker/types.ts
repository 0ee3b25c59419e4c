export interface PickFieldProps<V extends string = string> {
  name: string
  label: string
  hint?: string
  /** In words, what to correct; shown under the field and read with it. */
  error?: string | undefined
  required?: boolean
  options: readonly { value: V; words: string }[]
  /** Empty until something is chosen. */
  value: V | ''
  onChange: (value: V) => void
  /** Where the wheel stands when nothing is chosen yet. */
  startAt?: V
}

export interface MonthFieldProps {
  name: string
  label: string
  /** Names the two halves: 出生 gives 出生年份 and 出生月份. */
  what: string
  hint?: string
  error?: string | undefined
  required?: boolean
  /** `yyyy-MM`, or empty. */
  value: string
  /** Called with `yyyy-MM` once year and month are both chosen, and with an empty text while one is missing. */
  onChange: (month: string) => void
  /** First and last year offered, the last one first in the list. */
  years: readonly [from: number, to: number]
  /** Year at which the wheel stands when nothing is chosen yet. */
  startYear?: number
}
