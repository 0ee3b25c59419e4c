import type { PropsWithChildren } from 'react'
import { useDidShow, useError, useLaunch, usePageNotFound } from '@tarojs/taro'
import { gateway, session } from './client/gateway'
import { host } from './client/host'
import { defectReporter, open } from './client/ui'
import { uiStore } from './client/ui-store'
import { identityFlow } from './pages/identity/store'
import { loadCity } from './pages/shared/city'
import './app.scss'

/** Opens the session quietly; a sign-in by redirect goes on where it was left. Pages show what they can meanwhile. */
async function start() {
  uiStore.attach(host.storage)
  uiStore.applyHostHints(host.hints())
  void loadCity()
  await gateway.openSession()
  const to = session.takeReturnTo()
  if (to) open(to)
}

/** Taro's entry: every page of every host is rendered below it. */
export default function App({ children }: PropsWithChildren) {
  useLaunch(() => void start())
  useDidShow((options) => {
    uiStore.applyHostHints(host.hints())
    void identityFlow.resume(host.readEntry(options))
  })
  useError((error) => defectReporter.report(error, ''))
  usePageNotFound(() => open('/pages/error/index'))
  return children
}
