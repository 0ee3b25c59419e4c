import { useState } from 'react'
import type { ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { a11y } from '../a11y'
import { Button } from '../button'
import { Isolated } from '../isolated'
import './index.scss'

/** Rows shown at once: both hosts slow down badly with long lists. */
export const pageSize = 20

/**
 * A list that shows 20 rows and more on demand. `items` may be complete (480 months) or what has been loaded so far;
 * with `total` and `onMore` the next page is fetched when the shown ones are used up. Says how many of how many.
 */
export const PagedList = observer(function PagedList<T>({ items, keyOf, row, label, total = items.length, onMore, flush }: {
  items: readonly T[]
  keyOf: (item: T) => string
  row: (item: T, index: number) => ReactNode
  /** What the list is, for screen readers. */
  label: string
  total?: number
  onMore?: () => Promise<unknown>
  /** Without side margins, inside a `Section`. */
  flush?: boolean
}) {
  const [shown, setShown] = useState(pageSize)
  const [failed, setFailed] = useState(false)
  const visible = items.slice(0, shown)
  const left = total - visible.length

  const more = async () => {
    setFailed(false)
    if (shown >= items.length && onMore) {
      try {
        await onMore()
      } catch {
        setFailed(true)
        return
      }
    }
    setShown(shown + pageSize)
  }

  return (
    <View className={flush ? 'cb-list cb-list-flush' : 'cb-list'}>
      <Isolated>
        <View className='cb-card' {...a11y({ role: 'list', label })}>
          {visible.map((item, index) => <View key={keyOf(item)} className='cb-list-row' {...a11y({ role: 'listitem' })}>{row(item, index)}</View>)}
        </View>
      </Isolated>
      <View className='cb-list-foot' {...a11y({ live: 'polite' })}>
        <Text className='cb-list-count'>{left > 0 ? t('list.shown', { shown: visible.length, total }) : t('list.end', { total })}</Text>
        {failed ? <Text className='cb-list-count'>{t('list.loadFailed')}</Text> : null}
      </View>
      {left > 0 ? <Button kind='secondary' onPress={more}>{t('list.more', { count: Math.min(pageSize, left) })}</Button> : null}
    </View>
  )
}) as <T>(props: {
  items: readonly T[]
  keyOf: (item: T) => string
  row: (item: T, index: number) => ReactNode
  label: string
  total?: number
  onMore?: () => Promise<unknown>
  /** Without side margins, inside a `Section`. */
  flush?: boolean
}) => ReactNode
