import { useEffect, useRef } from 'react'
import { useDidShow } from '@tarojs/taro'
import { reaction } from 'mobx'
import { session } from './gateway'
import { openSession } from './opening'

/** True once the person behind the account is confirmed. Observable. */
export function isVerified(): boolean {
  return session.level === 'L2' || session.level === 'L3'
}

/** True while the strong check of this session holds; it ends by the clock, not by a call. */
export function isStrong(): boolean {
  return session.level === 'L3' && session.l3Until !== null && Date.parse(session.l3Until) > session.timeAt(Date.now())
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

/** `whenSignedOut` for a page: what it holds is forgotten even while it stays mounted. */
export function useWhenSignedOut(forget: () => void): void {
  const latest = useRef(forget)
  latest.current = forget
  useEffect(() => whenSignedOut(() => latest.current()), [])
}

/**
 * For pages with somebody's own data: asks as soon as the person is confirmed and each time the page comes back to the front, and forgets
 * at sign-out. The browser keeps tab pages mounted, so leaving a page is not enough to make it forget.
 */
export function useOwnData(load: () => void, forget: () => void = () => undefined): void {
  const latest = useRef(load)
  latest.current = load
  const first = useRef(true)
  useWhenSignedOut(forget)
  useEffect(() => {
    if (isVerified()) latest.current()
    else void openSession()
    return reaction(isVerified, (verified) => {
      if (verified) latest.current()
    })
  }, [])
  useDidShow(() => {
    if (!first.current && isVerified()) latest.current()
    first.current = false
  })
}
