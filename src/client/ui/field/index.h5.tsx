import { useId } from 'react'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { Icon } from '../icon'
import type { FieldProps } from './types'
import './index.scss'

const modes = { text: 'text', number: 'numeric', digit: 'decimal', idcard: 'text', tel: 'tel' } as const

/** Browser form: native label and input, tied by id and `aria-describedby`. */
export const Field = observer(function Field(props: FieldProps) {
  const { name, label, hint, error, required, keyboard = 'text', maxLength = 100, initial, onInput, onDone, multiline, autocomplete = 'off' } = props
  const id = useId()
  const under = `${id}-under`
  const shared = {
    id, name, maxLength, defaultValue: initial ?? '', autoComplete: autocomplete,
    'aria-required': required || undefined, 'aria-invalid': error ? true : undefined, 'aria-describedby': error || hint ? under : undefined,
  }
  const className = `cb-field-input${error ? ' cb-field-input-wrong' : ''}`
  return (
    <div className='cb-field'>
      <label className='cb-field-label' htmlFor={id}>
        <span>{label}</span>
        {required ? null : <span className='cb-field-optional'>{t('field.optional')}</span>}
      </label>
      {multiline ? (
        <textarea {...shared} rows={5} className={`${className} cb-field-area`} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input
          {...shared} type='text' inputMode={modes[keyboard]} className={className} onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={(event) => (event.key === 'Enter' && !event.nativeEvent.isComposing ? onDone?.() : undefined)}
        />
      )}
      {error ? (
        <div className='cb-field-error' id={under} role='alert'><Icon name='alert' tone='danger' size={16} /><span>{error}</span></div>
      ) : hint ? <span className='cb-field-hint' id={under}>{hint}</span> : null}
    </div>
  )
})
