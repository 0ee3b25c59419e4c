import { useEffect, useRef } from 'react'
import { useDidShow } from '@tarojs/taro'
import { reaction } from 'mobx'
import { gateway, session } from './gateway'

/** True once the person behind the account is confirmed. Observable. */
export function isVerified(): boolean {
  return session.level === 'L2' || session.level === 'L3'
}

/**
 * Calls `forget` each time the person is no longer the confirmed one: sign-out, an ended session, a deleted account.
 * For stores that live as long as the app.
 * @returns a function that stops watching
 */
export function whenSignedOut(forget: () => void): () => void {
  return reaction(isVerified, (verified) => {
    if (!verified) forget()
  })
}

/**
 * For pages with somebody's own data: asks as soon as the person is confirmed and each time the page comes back to the front, and forgets
 * at sign-out. The browser keeps tab pages mounted, so leaving a page is not enough to make it forget.
 */
export function useOwnData(load: () => void, forget: () => void = () => undefined): void {
  const latest = useRef({ load, forget })
  latest.current = { load, forget }
  const first = useRef(true)
  useEffect(() => {
    const stop = reaction(isVerified, (verified) => {
      if (verified) latest.current.load()
      else latest.current.forget()
    })
    if (isVerified()) latest.current.load()
    else if (!session.open) void gateway.openSession()
    return stop
  }, [])
  useDidShow(() => {
    if (!first.current && isVerified()) latest.current.load()
    first.current = false
  })
}
