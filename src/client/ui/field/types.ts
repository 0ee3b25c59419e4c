export interface FieldProps {
  name: string
  label: string
  hint?: string
  /** In words, what to correct; shown under the field and read with it. */
  error?: string | undefined
  required?: boolean
  /** Which keyboard the phone shows; `digit` has a decimal point, `number` has none. */
  keyboard?: 'text' | 'number' | 'digit' | 'idcard' | 'tel'
  maxLength?: number
  /** First value only: the field keeps its own text afterwards, because controlled inputs lose the cursor on both hosts. Reset it by `key`. */
  initial?: string
  onInput: (value: string) => void
  onDone?: () => void
  multiline?: boolean
  /** Browser only: what the browser may fill in. */
  autocomplete?: string
}
