import type { ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import { a11y } from '../a11y'
import { Button } from '../button'
import { Icon } from '../icon'
import type { PressHandler } from '../press'
import './index.scss'

const look = { info: ['info', 'primary'], success: ['check', 'success'], warning: ['alert', 'warning'], danger: ['alert', 'danger'] } as const

/** A message inside the page: what, and at most one thing to do about it. */
export function Notice({ kind = 'info', title, children, action }: {
  kind?: keyof typeof look
  title?: string
  children?: ReactNode
  action?: { words: string; onPress: PressHandler }
}) {
  const [icon, tone] = look[kind]
  return (
    <View className={`cb-notice cb-notice-${tone}`} {...a11y({ role: kind === 'danger' ? 'alert' : 'status' })}>
      <Icon name={icon} tone={tone} size={20} />
      <View className='cb-notice-body'>
        {title ? <Text className='cb-notice-title'>{title}</Text> : null}
        {children ? <View className='cb-notice-text'>{typeof children === 'string' ? <Text>{children}</Text> : children}</View> : null}
        {action ? <Button kind='text' compact onPress={action.onPress}>{action.words}</Button> : null}
      </View>
    </View>
  )
}
