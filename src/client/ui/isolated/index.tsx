import type { ReactNode } from 'react'
import { CustomWrapper } from '@tarojs/components'

/** Keeps the updates of a long list to itself: on the mini-programs only this part is sent to the view. */
export function Isolated({ children }: { children: ReactNode }) {
  return <CustomWrapper>{children}</CustomWrapper>
}
