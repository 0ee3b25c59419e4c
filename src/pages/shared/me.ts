import { useEffect, useRef } from 'react'
import { useDidShow } from '@tarojs/taro'
import { reaction } from 'mobx'
import type { OutputOf } from '../../contract/operation'
import { accountMe } from '../../contract/platform/account'
import { sessionEnd } from '../../contract/platform/session'
import { ask } from '../../client/ask'
import { session } from '../../client/gateway'
import { Loadable } from '../../client/ui/states/loadable'

export type Me = OutputOf<typeof accountMe>

/** The signed-in account and, from L2, the masked person. */
export const me = new Loadable<Me>()

export async function loadMe(): Promise<void> {
  await me.run(() => ask(accountMe, {}))
}

/** Ends the session here; in the browser in every tab. What was on screen is forgotten even when the gateway cannot be reached. */
export async function signOut(): Promise<void> {
  await ask(sessionEnd, {})
  session.drop()
  me.reset()
}

/** True once the person behind the account is confirmed. */
export function isVerified(): boolean {
  return session.level === 'L2' || session.level === 'L3'
}

// A change of level changes what the account may show.
reaction(() => session.level, (level) => {
  if (level === 'L0') me.reset()
  else void loadMe()
})

/** Runs `load` as soon as the person is confirmed, and again each time the page comes back to the front. For observer pages. */
export function useWhenVerified(load: () => void): void {
  const verified = isVerified()
  const first = useRef(true)
  const latest = useRef(load)
  latest.current = load
  useEffect(() => {
    if (verified) latest.current()
  }, [verified])
  useDidShow(() => {
    if (!first.current && isVerified()) latest.current()
    first.current = false
  })
}
