import type { ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import { a11y } from '../a11y'
import { Button } from '../button'
import { Icon } from '../icon'
import type { IconName } from '../icon/shapes'
import type { PressHandler } from '../press'
import './index.scss'

export interface ResultAction {
  words: string
  onPress: PressHandler
  icon?: IconName
}

export interface ResultProps {
  kind: 'success' | 'waiting' | 'problem' | 'offline' | 'info'
  title: string
  /** One idea each: what it means, what to do now. */
  detail?: readonly string[]
  /** First is the primary one. At least one, so that no page is a dead end. */
  actions?: readonly ResultAction[]
  /** Number of a receipt, or the trace number of a failure; small. */
  note?: string | undefined
  children?: ReactNode
}

const look = {
  success: ['check', 'success'],
  waiting: ['clock', 'primary'],
  problem: ['alert', 'warning'],
  offline: ['offline', 'warning'],
  info: ['info', 'primary'],
} as const

/** Outcome of something: a receipt, a refusal, a failure. */
export function Result({ kind, title, detail = [], actions = [], note, children }: ResultProps) {
  const [icon, tone] = look[kind]
  return (
    <View className='cb-result' {...a11y({ role: kind === 'success' || kind === 'info' ? 'status' : 'alert', live: 'polite' })}>
      <View className={`cb-result-mark cb-result-mark-${tone}`}><Icon name={icon} tone={tone} size={32} /></View>
      <View className='cb-result-title' {...a11y({ role: 'heading', level: 2 })}><Text>{title}</Text></View>
      {detail.map((line) => <View key={line} className='cb-result-line'><Text>{line}</Text></View>)}
      {children}
      {actions.length > 0 ? (
        <View className='cb-result-actions'>
          {actions.map((one, index) => (
            <View key={one.words} className='cb-result-action'>
              <Button kind={index === 0 ? 'primary' : 'secondary'} icon={one.icon} onPress={one.onPress}>{one.words}</Button>
            </View>
          ))}
        </View>
      ) : null}
      {note ? <View className='cb-result-note'><Text>{note}</Text></View> : null}
    </View>
  )
}
