import type { ReactNode } from 'react'
import type { PressHandler } from '../press'

export interface TappableProps {
  className?: string
  children: ReactNode
  onPress: PressHandler
  label?: string | undefined
  role?: 'button' | 'link' | 'tab' | 'switch' | 'radio' | 'checkbox'
  selected?: boolean
  checked?: boolean
  expanded?: boolean
}
