import type { ReactNode } from 'react'
import { View } from '@tarojs/components'
import './index.scss'

/** The one primary action of a page, fixed above the safe area. Goes into `PageRoot`'s `action`. */
export function ActionBar({ children }: { children: ReactNode }) {
  return <View className='cb-actionbar'><View className='cb-actionbar-inside'>{children}</View></View>
}
