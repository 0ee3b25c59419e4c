import { t } from '../../client/i18n'

const abouts = [
  'socialSecurity.status', 'socialSecurity.medicalStatus', 'socialSecurity.contributions', 'socialSecurity.medicalContributions',
  'socialSecurity.pensionAccount', 'socialSecurity.medicalAccount', 'socialSecurity.qualification',
] as const
const kinds = ['missing', 'amount', 'status', 'other'] as const

/** What an operation is called where a doubt about it is listed; a general word for one that is not known here. */
export function aboutWords(operation: string): string {
  const known = abouts.find((one) => one === operation)
  return known ? t(`check.about.${known}`) : t('check.general')
}

export function kindWords(kind: string): string {
  return t(`check.kind.${kinds.find((one) => one === kind) ?? 'other'}`)
}
