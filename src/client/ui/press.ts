import { useRef } from 'react'

/** A second press within this time, or before the first one's work has ended, does nothing. */
export const guardMs = 600

export type PressHandler = () => unknown

/**
 * Wraps a press handler so that a double tap or an impatient second tap acts once. The guard opens when the handler's promise settles,
 * and not before `apart` ms after the press.
 */
export function createPressGuard(now: () => number, apart: number = guardMs): (handler: PressHandler) => void {
  let busy = false
  let last = Number.NEGATIVE_INFINITY
  return (handler) => {
    const at = now()
    if (busy || at - last < apart) return
    last = at
    busy = true
    const open = () => {
      busy = false
    }
    try {
      Promise.resolve(handler()).then(open, (error: unknown) => {
        open()
        throw error
      })
    } catch (error) {
      open()
      throw error
    }
  }
}

/**
 * `createPressGuard` for one component's life.
 * @param repeats presses may follow one another at once, as when turning pages; only work under way stops the next
 */
export function usePress(handler: PressHandler | undefined, repeats = false): () => void {
  const guard = useRef<ReturnType<typeof createPressGuard>>()
  guard.current ??= createPressGuard(Date.now, repeats ? 0 : guardMs)
  return () => {
    if (handler) guard.current?.(handler)
  }
}
