import { indexBounds } from './contract'

/** Whole fen of an amount typed in yuan with at most two decimals; null for anything else. */
export function typedFen(text: string): number | null {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/,/g, ''))
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null
}

/** Ten-thousandths of an index typed with at most four decimals; null outside its bounds. */
export function typedIndex(text: string): number | null {
  const match = /^(\d)(?:\.(\d{1,4}))?$/.exec(text.trim())
  const index = match ? Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0')) : 0
  return index >= indexBounds.least && index <= indexBounds.most ? index : null
}

/** Whole months typed; null for anything that is no count of months. */
export function typedMonths(text: string): number | null {
  return /^\d{1,3}$/.test(text.trim()) && Number(text) <= 720 ? Number(text) : null
}

/** Whole fen as somebody would type them: 85230.50, or 6500. */
export function yuanText(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}
