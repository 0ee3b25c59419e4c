import type { ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import { a11y } from '../a11y'
import './index.scss'

/** A titled group of content; `plain` leaves out the card around it. */
export function Section({ title, side, plain, children }: { title?: string; side?: ReactNode; plain?: boolean; children: ReactNode }) {
  return (
    <View className='cb-section'>
      {title ? (
        <View className='cb-section-head'>
          <View className='cb-section-title' {...a11y({ role: 'heading', level: 2 })}><Text>{title}</Text></View>
          {side}
        </View>
      ) : null}
      {plain ? children : <View className='cb-card'>{children}</View>}
    </View>
  )
}

/** A paragraph inside a card. */
export function Paragraph({ children }: { children: ReactNode }) {
  return <View className='cb-paragraph'><Text>{children}</Text></View>
}
