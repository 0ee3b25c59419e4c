import type { ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import { a11y } from '../a11y'
import './index.scss'

/** Grey lines where content will stand, with the words of what we wait for: never a mute spinner. */
export function Skeleton({ words, rows = 3, children }: { words: string; rows?: number; children?: ReactNode }) {
  return (
    <View className='cb-skeleton' {...a11y({ role: 'status', live: 'polite' })}>
      <Text className='cb-skeleton-words'>{words}</Text>
      {Array.from({ length: rows }, (_, index) => (
        <View key={index} className='cb-skeleton-row' {...a11y({ hidden: true })}>
          <View className='cb-skeleton-bar' />
          <View className='cb-skeleton-bar cb-skeleton-short' />
        </View>
      ))}
      {children ? <View className='cb-skeleton-way-out'>{children}</View> : null}
    </View>
  )
}
