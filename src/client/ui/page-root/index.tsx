import type { ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '../../i18n'
import { uiStore } from '../../ui-store'
import { a11y } from '../a11y'
import { ErrorBoundary } from '../error-boundary'
import { Header } from '../header'
import { HelpStrip } from '../help-strip'
import { TabBar } from '../tab-bar'
import type { TabName } from '../tab-bar/tabs'
import { Meta } from './meta'
import './index.scss'

export interface PageRootProps {
  /** What this page is; the first heading. */
  title: string
  /** Whose data, as of when, or what the page is for. */
  lead?: ReactNode
  /** Set on the four tab pages. */
  tab?: TabName
  /** Replaces the plain heading, for the home page. It must contain a heading itself. */
  banner?: ReactNode
  /** One `ActionBar`, fixed at the bottom. */
  action?: ReactNode
  children: ReactNode
}

/**
 * Frame of every page: colours, elder sizes and the host's font scale as CSS variables, the browser's header and tab bar,
 * help always in the same place, and a boundary that keeps a defect from leaving a white page.
 */
export const PageRoot = observer(function PageRoot({ title, lead, tab, banner, action, children }: PageRootProps) {
  const classes = ['cb-root']
  if (uiStore.dark) classes.push('cb-dark')
  if (uiStore.elder) classes.push('cb-elder')
  if (uiStore.reducedMotion) classes.push('cb-still')
  if (tab) classes.push('cb-root-tab')
  if (action) classes.push('cb-root-action')
  return (
    <>
      <Meta />
      <View className={classes.join(' ')} style={{ '--cb-scale': String(uiStore.hostScale) } as Record<string, string>}>
        <Header tab={Boolean(tab)} />
        {uiStore.sandbox ? <View className='cb-sandbox' {...a11y({ role: 'region', label: t('sandbox.mark') })}><Text>{t('sandbox.mark')}</Text></View> : null}
        <View className='cb-main' {...a11y({ role: 'main' })}>
          {banner ?? (
            <View className='cb-page-head'>
              <View className='cb-page-title' {...a11y({ role: 'heading', level: 1 })}><Text>{title}</Text></View>
              {lead ? <View className='cb-page-lead'>{typeof lead === 'string' ? <Text>{lead}</Text> : lead}</View> : null}
            </View>
          )}
          <ErrorBoundary>{children}</ErrorBoundary>
          <HelpStrip />
        </View>
        {action}
        {tab ? <TabBar current={tab} /> : null}
      </View>
    </>
  )
})
