import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { Icon } from '../icon'
import { usePress } from '../press'
import type { ButtonProps } from './types'
import './index.scss'

/** The browser's own button: focus, Enter and Space come with it. `aria-disabled` instead of `disabled` keeps it reachable with its reason. */
export const Button = observer(function Button({ children, kind = 'primary', icon, onPress, reason, busy, label, compact, repeats }: ButtonProps) {
  const stopped = Boolean(reason) || Boolean(busy)
  const press = usePress(stopped ? undefined : onPress, repeats)
  return (
    <div className={compact ? 'cb-button-box cb-button-box-compact' : 'cb-button-box'}>
      <button type='button' className={`cb-button cb-button-${kind}${stopped ? ' cb-button-stopped' : ''}`} aria-disabled={stopped || undefined} aria-label={label} onClick={press}>
        {icon ? <Icon name={icon} size={20} tone={kind === 'primary' || kind === 'danger' ? 'on-primary' : 'primary'} /> : null}
        <span className='cb-button-words'>{busy ? t('button.busy') : children}</span>
      </button>
      {reason ? <span className='cb-button-reason'>{t('button.cannot', { reason })}</span> : null}
    </div>
  )
})
