import { useId } from 'react'
import type { ReactNode } from 'react'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { Icon } from '../icon'
import type { PickFieldProps } from './types'
import '../field/index.scss'
import './index.scss'

/** Browser form: a native select, tied to its label and to hint or error by id. */
export const PickField = observer(function PickField<V extends string>({ name, label, hint, error, required, options, value, onChange }: PickFieldProps<V>) {
  const id = useId()
  const under = `${id}-under`
  return (
    <div className='cb-field cb-pick-field'>
      <label className='cb-field-label' htmlFor={id}>
        <span>{label}</span>
        {required ? null : <span className='cb-field-optional'>{t('field.optional')}</span>}
      </label>
      <div className='cb-pick-native'>
        <select
          id={id} name={name} value={value} className={error ? 'cb-field-input cb-field-input-wrong' : 'cb-field-input'}
          aria-required={required || undefined} aria-invalid={error ? true : undefined} aria-describedby={error || hint ? under : undefined}
          onChange={(event) => {
            const chosen = options.find((one) => one.value === event.currentTarget.value)
            if (chosen) onChange(chosen.value)
          }}
        >
          {value === '' ? <option value=''>{t('pick.nothing')}</option> : null}
          {options.map((one) => <option key={one.value} value={one.value}>{one.words}</option>)}
        </select>
        <span className='cb-pick-mark'><Icon name='forward' tone='ink-3' size={18} /></span>
      </div>
      {error ? (
        <div className='cb-field-error' id={under} role='alert'><Icon name='alert' tone='danger' size={16} /><span>{error}</span></div>
      ) : hint ? <span className='cb-field-hint' id={under}>{hint}</span> : null}
    </div>
  )
}) as <V extends string>(props: PickFieldProps<V>) => ReactNode
