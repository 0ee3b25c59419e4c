import { createTexts } from './create-texts'
import { en } from './en'
import { zhCN } from './zh-CN'

export type TextKey = keyof typeof zhCN

/** Texts of the shell and the kit. A service makes its own function with `createTexts` from its own dictionary. */
export const t = createTexts(zhCN, en)

export { createTexts } from './create-texts'
export { formatDate, formatDateWithWeekday, formatMoney, formatMonth, formatTime, spokenMoney } from './format'
