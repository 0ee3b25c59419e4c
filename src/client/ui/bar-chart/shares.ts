/** Widths of a bar's parts. */
export interface BarPart {
  /** What the part is, for the legend and the text alternative. */
  name: string
  /** Never negative; parts of one bar add up to its value. */
  value: number
}

/**
 * Width of each part in whole permille of a full bar. The running sum is rounded, not each part, so that the drawn parts together are
 * exactly as long as the whole would be.
 */
export function permilles(parts: readonly BarPart[], full: number): number[] {
  let sum = 0
  let drawn = 0
  return parts.map((one) => {
    sum += Math.max(0, one.value)
    const end = full > 0 ? Math.min(1000, Math.round((sum / full) * 1000)) : 0
    const width = end - drawn
    drawn = end
    return width
  })
}
