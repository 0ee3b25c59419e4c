import { useEffect, useState } from 'react'

/**
 * How many of `total` parts to draw now: `step` at first, then `step` more each turn of the event loop. One large update would be one large
 * message from the script to the view of a mini-program, during which the page stands still.
 * @param round another value begins anew
 */
export function useGradually(total: number, step: number, round: string | number = 0): number {
  const [drawn, setDrawn] = useState(step)
  const [seen, setSeen] = useState(round)
  if (seen !== round) {
    setSeen(round)
    setDrawn(step)
  }
  useEffect(() => {
    if (drawn >= total) return undefined
    const timer = setTimeout(() => setDrawn(drawn + step), 16)
    return () => clearTimeout(timer)
  }, [drawn, total, step])
  return Math.min(drawn, total)
}
