import type { ReactNode } from 'react'
import type { IconName } from '../icon/shapes'
import type { PressHandler } from '../press'

export interface ButtonProps {
  /** Verb first, never just 提交 or 确定. */
  children: ReactNode
  kind?: 'primary' | 'secondary' | 'text' | 'danger'
  icon?: IconName
  onPress?: PressHandler
  /**
   * Why the button cannot be used yet. It stays pressable-looking to assistive technology but does nothing, and the reason stands
   * under it: there is no way to disable a button without a reason.
   */
  reason?: string | undefined
  /** Work is going on: presses do nothing and the words say so. */
  busy?: boolean
  /** Other than the visible words, when they are not enough out of context. */
  label?: string
  /** Meant to be pressed again and again, such as turning pages: presses may follow one another at once. */
  repeats?: boolean
  /** Full width (default) or as wide as its words. */
  compact?: boolean
}
