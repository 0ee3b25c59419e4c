import { a11y } from '../a11y'
import { usePress } from '../press'
import type { TappableProps } from './types'
import './index.scss'

/** Browser form: a native button in other clothes. */
export function Tappable({ className = '', children, onPress, role = 'button', ...state }: TappableProps) {
  const press = usePress(onPress)
  return (
    <button type='button' className={`cb-tappable cb-tappable-native ${className}`} onClick={press} {...a11y({ role: role === 'button' ? undefined : role, ...state })}>
      {children}
    </button>
  )
}
