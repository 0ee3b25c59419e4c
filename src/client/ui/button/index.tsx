import { Button as HostButton, Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { a11y } from '../a11y'
import { Icon } from '../icon'
import { usePress } from '../press'
import type { ButtonProps } from './types'
import './index.scss'

/** The button of both mini-programs: the host's own button, so that TalkBack and VoiceOver know it. */
export const Button = observer(function Button({ children, kind = 'primary', icon, onPress, reason, busy, label, compact, repeats }: ButtonProps) {
  const stopped = Boolean(reason) || Boolean(busy)
  const press = usePress(stopped ? undefined : onPress, repeats)
  return (
    <View className={compact ? 'cb-button-box cb-button-box-compact' : 'cb-button-box'}>
      <HostButton
        className={`cb-button cb-button-${kind}${stopped ? ' cb-button-stopped' : ''}`}
        hoverClass={stopped ? 'none' : 'cb-button-pressed'}
        onClick={press}
        {...a11y({ label, disabled: stopped ? true : undefined })}
      >
        {icon ? <Icon name={icon} size={20} tone={kind === 'primary' || kind === 'danger' ? 'on-primary' : 'primary'} /> : null}
        <Text className='cb-button-words'>{busy ? t('button.busy') : children}</Text>
      </HostButton>
      {reason ? <Text className='cb-button-reason'>{t('button.cannot', { reason })}</Text> : null}
    </View>
  )
})
