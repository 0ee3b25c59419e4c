/** Degrees that the two halves are turned by: the right one first, the left one after it. */
export function ringTurns(share: number): readonly [right: number, left: number] {
  const degrees = Math.round(Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)) * 360)
  return [Math.min(180, degrees), Math.max(0, degrees - 180)]
}
