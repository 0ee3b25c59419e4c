import { View } from '@tarojs/components'
import { a11y } from '../a11y'
import { usePress } from '../press'
import type { TappableProps } from './types'
import './index.scss'

/** Any pressable area that is not a plain button: rows, tiles, tabs, chips. Its style gives it at least 44 dp. */
export function Tappable({ className = '', children, onPress, role = 'button', ...state }: TappableProps) {
  const press = usePress(onPress)
  return <View className={`cb-tappable ${className}`} hoverClass='cb-tappable-pressed' onClick={press} {...a11y({ role, ...state })}>{children}</View>
}
