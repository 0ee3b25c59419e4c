import { Input, Text, Textarea, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { a11y } from '../a11y'
import { Icon } from '../icon'
import type { FieldProps } from './types'
import './index.scss'

/** One question of a form: label above, field, hint or error under it. The screen reader hears all three as the field's name. */
export const Field = observer(function Field(props: FieldProps) {
  const { name, label, hint, error, required, keyboard = 'text', maxLength = 100, initial, onInput, onDone, multiline } = props
  const spoken = [label, required ? t('field.required') : t('field.optional'), error ? t('field.error', { message: error }) : hint].filter(Boolean).join('\uff0c')
  const aria = a11y({ role: 'textbox', label: spoken, invalid: error ? true : undefined, required: required ? true : undefined })
  const className = `cb-field-input${error ? ' cb-field-input-wrong' : ''}`
  return (
    <View className='cb-field'>
      <View className='cb-field-label' {...a11y({ hidden: true })}>
        <Text>{label}</Text>
        {required ? null : <Text className='cb-field-optional'>{t('field.optional')}</Text>}
      </View>
      {multiline ? (
        <Textarea
          {...aria} name={name} className={`${className} cb-field-area`} maxlength={maxLength} defaultValue={initial ?? ''}
          onInput={(event) => onInput(event.detail.value)}
        />
      ) : (
        <Input
          {...aria} name={name} className={className} maxlength={maxLength} defaultValue={initial ?? ''} type={keyboard === 'tel' ? 'number' : keyboard}
          onInput={(event) => onInput(event.detail.value)} onConfirm={onDone}
        />
      )}
      {error ? (
        <View className='cb-field-error' {...a11y({ role: 'alert' })}><Icon name='alert' tone='danger' size={16} /><Text>{error}</Text></View>
      ) : hint ? <Text className='cb-field-hint' {...a11y({ hidden: true })}>{hint}</Text> : null}
    </View>
  )
})
