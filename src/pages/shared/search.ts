import type { Entry } from './catalogue'

/** Full width to half width, lower case, no blanks: what people type and what they mean become the same. */
export function plain(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/[\s\u3000]/g, '').toLowerCase()
}

/**
 * Entries that fit the words, best first: title or exact alias, then part of an alias, then description. Also finds an entry when the person typed a whole
 * sentence that contains one of its everyday words.
 */
export function searchServices(words: string, all: readonly Entry[]): readonly Entry[] {
  const wanted = plain(words).slice(0, 40)
  if (!wanted) return all
  const score = (entry: Entry): number => {
    const title = plain(entry.title)
    if (title.includes(wanted) || wanted.includes(title)) return 3
    const aliases = entry.aliases.map(plain)
    if (aliases.includes(wanted)) return 3
    if (aliases.some((alias) => alias.includes(wanted) || (alias.length > 1 && wanted.includes(alias)))) return 2
    return plain(entry.hint).includes(wanted) || plain(entry.department).includes(wanted) ? 1 : 0
  }
  return all
    .map((entry, order) => ({ entry, order, points: score(entry) }))
    .filter((one) => one.points > 0)
    .sort((a, b) => b.points - a.points || a.order - b.order)
    .map((one) => one.entry)
}
