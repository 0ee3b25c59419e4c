import type { PropsWithChildren } from 'react'
import { useDidShow, useError, useLaunch, usePageNotFound } from '@tarojs/taro'
import { session } from './client/gateway'
import { host } from './client/host'
import { openSession } from './client/opening'
import { defectReporter, open } from './client/ui'
import { uiStore } from './client/ui-store'
import { identityFlow } from './pages/identity/store'
import { loadCity } from './pages/shared/city'
import { keepPreferences } from './pages/shared/preferences'
import './app.scss'

/** Opens the session quietly; a sign-in by redirect goes on where it was left. Pages show what they can meanwhile. */
async function start(options: unknown) {
  uiStore.attach(host.storage)
  uiStore.applyHostHints(host.hints())
  keepPreferences()
  void loadCity()
  await openSession()
  // The host may have ended the app while its identity screen was in front: the claim waited on the gateway.
  await identityFlow.resume(host.readEntry(options), true)
  const to = session.takeReturnTo()
  if (to) open(to)
}

/** Taro's entry: every page of every host is rendered below it. */
export default function App({ children }: PropsWithChildren) {
  useLaunch((options) => void start(options))
  useDidShow((options) => {
    uiStore.applyHostHints(host.hints())
    void identityFlow.resume(host.readEntry(options))
  })
  useError((error) => void defectReporter.report(error))
  usePageNotFound(() => open('/pages/error/index'))
  return children
}
