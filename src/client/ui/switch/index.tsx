import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { Tappable } from '../tappable'
import './index.scss'

/** A row that turns something on or off; the state is a word as well as a position. */
export const SwitchRow = observer(function SwitchRow({ title, hint, on, onChange }: { title: string; hint?: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <Tappable className='cb-switch' role='switch' checked={on} label={title} onPress={() => onChange(!on)}>
      <View className='cb-switch-inside'>
        <View className='cb-switch-words'>
          <Text className='cb-switch-title'>{title}</Text>
          {hint ? <Text className='cb-switch-hint'>{hint}</Text> : null}
        </View>
        <Text className='cb-switch-state'>{on ? t('settings.on') : t('settings.off')}</Text>
        <View className={on ? 'cb-switch-track cb-switch-track-on' : 'cb-switch-track'}><View className='cb-switch-knob' /></View>
      </View>
    </Tappable>
  )
})
