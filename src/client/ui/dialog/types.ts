import type { ReactNode } from 'react'
import type { PressHandler } from '../press'

export interface DialogProps {
  open: boolean
  title: string
  /** At most five plain lines of what will happen, or content of your own. */
  children: ReactNode
  /** Verb first, with the amount when there is one. */
  confirm: { words: string; onPress: PressHandler; danger?: boolean; busy?: boolean }
  cancel: { words: string; onPress: () => void }
}
