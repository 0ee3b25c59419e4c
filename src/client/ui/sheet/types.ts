import type { ReactNode } from 'react'

export interface SheetProps {
  open: boolean
  title: string
  children: ReactNode
  /** Called by the close button, by Escape, and by a touch beside the sheet. */
  onClose: () => void
}
