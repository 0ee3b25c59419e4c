import type { ReactNode } from 'react'
import { Picker, Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { a11y } from '../a11y'
import { Icon } from '../icon'
import type { PickFieldProps } from './types'
import '../field/index.scss'
import './index.scss'

/**
 * One of many, chosen with the host's own wheel. Only the plain selector is used: it is the one kind that WeChat and Alipay share.
 * The screen reader hears question, choice, and hint or error as the name of one control.
 */
export const PickField = observer(function PickField<V extends string>({ name, label, hint, error, required, options, value, onChange, startAt }: PickFieldProps<V>) {
  const at = options.findIndex((one) => one.value === value)
  const stand = at >= 0 ? at : Math.max(0, options.findIndex((one) => one.value === startAt))
  const words = options[at]?.words ?? t('pick.nothing')
  const spoken = [label, words, required ? t('field.required') : t('field.optional'), error ? t('field.error', { message: error }) : hint].filter(Boolean).join('\uff0c')
  return (
    <View className='cb-field cb-pick-field'>
      <View className='cb-field-label' {...a11y({ hidden: true })}>
        <Text>{label}</Text>
        {required ? null : <Text className='cb-field-optional'>{t('field.optional')}</Text>}
      </View>
      <Picker
        mode='selector' name={name} range={options.map((one) => one.words)} value={stand}
        onChange={(event) => {
          const chosen = options[Number(event.detail.value)]
          if (chosen) onChange(chosen.value)
        }}
      >
        <View className={error ? 'cb-field-input cb-pick cb-field-input-wrong' : 'cb-field-input cb-pick'} {...a11y({ role: 'button', label: spoken })}>
          <Text className={at >= 0 ? 'cb-pick-words' : 'cb-pick-words cb-pick-nothing'}>{words}</Text>
          <View className='cb-pick-mark'><Icon name='forward' tone='ink-3' size={18} /></View>
        </View>
      </Picker>
      {error ? (
        <View className='cb-field-error' {...a11y({ role: 'alert' })}><Icon name='alert' tone='danger' size={16} /><Text>{error}</Text></View>
      ) : hint ? <Text className='cb-field-hint' {...a11y({ hidden: true })}>{hint}</Text> : null}
    </View>
  )
}) as <V extends string>(props: PickFieldProps<V>) => ReactNode
