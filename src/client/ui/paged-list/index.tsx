import { useState } from 'react'
import type { ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { a11y } from '../a11y'
import { Button } from '../button'
import { useGradually } from '../gradually'
import './index.scss'

/** Rows shown at once: both hosts slow down badly with long lists. */
export const pageSize = 20

let lists = 0

/**
 * A list of which 20 rows stand on the page at a time, with the way to the next and the former 20. `items` may be complete (480 months) or
 * what has been loaded so far; with `total` and `onMore` the next page is fetched when the loaded ones are used up. Says which of how many.
 */
export const PagedList = observer(function PagedList<T>({ items, keyOf, row, label, total = items.length, further = false, onMore, flush }: {
  items: readonly T[]
  keyOf: (item: T) => string
  row: (item: T, index: number) => ReactNode
  /** What the list is, for screen readers. */
  label: string
  total?: number
  /** More rows than `items` exist, and nobody knows how many. Instead of `total`. */
  further?: boolean
  onMore?: () => Promise<unknown>
  /** Without side margins, inside a `Section`. */
  flush?: boolean
}) {
  const [id] = useState(() => `cb-list-${++lists}`)
  const [start, setStart] = useState(0)
  const [failed, setFailed] = useState(false)
  // Begun anew with fewer rows than were seen before: from the top again.
  const from = start < items.length ? start : 0
  const visible = items.slice(from, from + pageSize)
  const [first, last] = [visible[0], visible[visible.length - 1]]
  // Other rows begin anew, also those of another filter.
  const drawn = useGradually(visible.length, 2, first === undefined || last === undefined ? '' : `${keyOf(first)} ${keyOf(last)}`)
  const left = Math.max(0, total - from - visible.length)
  const place = { from: from + 1, to: from + visible.length, total }

  const turnTo = (next: number) => {
    setStart(next)
    // The new rows begin where the old ones began; an older host without selectors leaves the page where it is.
    void Promise.resolve(Taro.pageScrollTo({ selector: `#${id}`, duration: 0 })).catch(() => undefined)
  }
  const more = async () => {
    setFailed(false)
    if (from + pageSize >= items.length && onMore) {
      try {
        await onMore()
      } catch {
        setFailed(true)
        return
      }
    }
    turnTo(from + pageSize)
  }
  const count = further ? t('list.rangeOpen', place) : from === 0 && left === 0 ? t('list.end', { total }) : t('list.range', place)

  return (
    <View id={id} className={flush ? 'cb-list cb-list-flush' : 'cb-list'}>
      <View className='cb-card' {...a11y({ role: 'list', label })}>
        {visible.slice(0, drawn).map((item, index) => <View key={`${from + index} ${keyOf(item)}`} className='cb-list-row' {...a11y({ role: 'listitem' })}>{row(item, from + index)}</View>)}
      </View>
      <View className='cb-list-foot' {...a11y({ live: 'polite' })}>
        <Text className='cb-list-count'>{count}</Text>
        {failed ? <Text className='cb-list-count'>{t('list.loadFailed')}</Text> : null}
      </View>
      {left > 0 || further ? <Button kind='secondary' repeats onPress={more}>{further && left === 0 ? t('list.moreOpen') : t('list.more', { count: Math.min(pageSize, left) })}</Button> : null}
      {from > 0 ? <Button kind='text' repeats onPress={() => turnTo(Math.max(0, from - pageSize))}>{t('list.former', { count: pageSize })}</Button> : null}
    </View>
  )
}) as <T>(props: {
  items: readonly T[]
  keyOf: (item: T) => string
  row: (item: T, index: number) => ReactNode
  label: string
  total?: number
  /** More rows than `items` exist, and nobody knows how many. Instead of `total`. */
  further?: boolean
  onMore?: () => Promise<unknown>
  /** Without side margins, inside a `Section`. */
  flush?: boolean
}) => ReactNode
