import { t } from '../../plan-texts'

/** `2036-08` as 2036年8月. */
export function monthWords(month: string): string {
  return t('month', { year: month.slice(0, 4), month: Number(month.slice(5, 7)) })
}

/** 62岁11个月, or 63岁 where no months are over. */
export function ageWords(years: number, months: number): string {
  return months === 0 ? t('age', { years }) : t('ageMonths', { years, months })
}

/** 240 个月（20 年） where it is whole years, otherwise the months alone. */
export function lengthWords(months: number): string {
  return months % 12 === 0 ? t('monthsYears', { count: months, years: months / 12 }) : t('months', { count: months })
}

/** Permille as a percentage: 600 is 60, 125 is 12.5. */
export function percentWords(permille: number): string {
  return permille % 10 === 0 ? String(permille / 10) : `${Math.floor(permille / 10)}.${permille % 10}`
}
