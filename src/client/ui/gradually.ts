import { useEffect, useState } from 'react'
import Taro from '@tarojs/taro'

/** In the browser script and view are one. */
const inOnePiece = process.env.TARO_ENV === 'h5'

/** Between two parts; a list of 20 rows stands within half a second. */
const restMs = 30

/**
 * How many of `total` parts to draw now: `step` at first, then `step` more each time the view has taken what came before. One large update
 * would be one large message from the script to the view of a mini-program, during which the page stands still.
 * @param round another value begins anew
 */
export function useGradually(total: number, step: number, round: string | number = 0): number {
  const [state, setState] = useState({ round, drawn: step })
  // What was drawn of another round does not count: a part of it that comes late must not bring the whole of this one.
  const drawn = state.round === round ? state.drawn : step
  useEffect(() => {
    if (inOnePiece || drawn >= total) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let here = true
    // After the view has taken the last part, and a moment more: what the runtime has queued behind that part leaves first, otherwise
    // slow phones gather the parts into one message again.
    Taro.nextTick(() => {
      if (here) timer = setTimeout(() => setState({ round, drawn: drawn + step }), restMs)
    })
    return () => {
      here = false
      if (timer !== undefined) clearTimeout(timer)
    }
  }, [drawn, round, total, step])
  return inOnePiece ? total : Math.min(drawn, total)
}
