import { t } from '../../i18n'
import { call, home, open } from '../navigate'
import type { ResultAction } from '../result'
import type { Trouble } from './loadable'

/** Turns a problem's next step into buttons that work. Help by telephone is always the last one. */
export function actionsFor(trouble: Trouble, retry: () => unknown): ResultAction[] {
  const again: ResultAction = { words: t('button.retry'), onPress: retry }
  const phone: ResultAction = { words: t('help.call'), icon: 'phone', onPress: () => call('12345') }
  switch (trouble.next) {
    case 'signIn':
    case 'renewSession':
      return [{ words: t('button.signIn'), onPress: () => open('/pages/identity/index') }, phone]
    case 'stepUp':
      // A confirmed person proves once more who holds the phone; everybody else says who they are first.
      return [trouble.requiredLevel === 'L3' ? { words: t('button.stepUp'), onPress: () => open('/pages/person/step-up') } : { words: t('button.verify'), onPress: () => open('/pages/identity/index') }, phone]
    case 'giveConsent':
      return [{ words: t('button.consent'), onPress: () => open('/pages/consent/index', { purposes: (trouble.purposes ?? []).join(',') }) }, phone]
    case 'visitOutlet':
      return [{ words: t('button.seeOutlet'), icon: 'place', onPress: () => open('/pages/help/index') }, phone]
    case 'goHome':
    case 'none':
      return [{ words: t('button.backHome'), onPress: home }, phone]
    case 'call12345':
      return [phone, again]
    default:
      return [again, phone]
  }
}
