/**
 * Finding a control by the words a citizen sees. The three rigs describe what is on the screen in one neutral form
 * (`Shown`), so that "tap 去缴款" means the same everywhere.
 */

/** One thing on the screen. */
export interface Shown {
  /** Position in reading order; the rig finds its own node by it. */
  index: number
  /** ARIA role, or the role that the host's control has by nature; empty when none. */
  role: string
  /** Accessible label, when one is given. */
  label: string
  /** All text inside, without white space. */
  text: string
  /** Something happens when it is tapped (as far as the rig can see). */
  actionable: boolean
  disabled: boolean
  /** Inside an open dialog. */
  dialog: boolean
  depth: number
  placeholder: string
  /** Present value of a field or `true`/`false` of a box. */
  value: string
  /** For fields: the text of the surrounding blocks, nearest first. */
  around: string[]
}

export const FIELD_ROLES = new Set(['textbox', 'searchbox', 'combobox', 'spinbutton'])

const CHOICES = new Set(['radio', 'checkbox', 'option'])

const WIDE: Record<string, string> = { ',': '\uff0c', ':': '\uff1a', '(': '\uff08', ')': '\uff09' }

/** Text without any white space, because hosts break lines differently, and with one width of the punctuation that comes in two. */
export function squash(text: string): string {
  return text.replace(/[\s\u00a0\u200b]+/g, '').replace(/[,:()]/g, sign => WIDE[sign] as string)
}

function reachable(shown: Shown[]): Shown[] {
  const inDialog = shown.filter(one => one.dialog)
  return inDialog.length > 0 ? inDialog : shown
}

/** The control that a citizen would tap for these words, or undefined. An open dialog hides what is behind it. */
export function findTap(shown: Shown[], words: string): Shown | undefined {
  const wanted = squash(words)
  const candidates = reachable(shown).filter(one => one.text !== '' || one.label !== '')
  const named = (one: Shown): string => squash(one.label) || one.text
  const ranks: ((one: Shown) => boolean)[] = [
    one => one.actionable && (named(one) === wanted || one.text === wanted),
    one => named(one) === wanted || one.text === wanted,
    one => one.actionable && (named(one).includes(wanted) || one.text.includes(wanted)),
    one => one.text.includes(wanted)
  ]
  for (const fits of ranks) {
    const found = candidates.filter(fits)
    if (found.length === 0) continue
    // The tightest fit: shortest name, a button before a choice of the same name, the deepest node, the first on the page.
    return found.sort((a, b) => named(a).length - named(b).length || Number(a.disabled) - Number(b.disabled) || Number(CHOICES.has(a.role)) - Number(CHOICES.has(b.role)) || b.depth - a.depth || a.index - b.index)[0]
  }
  return undefined
}

/** The field that a citizen would fill for this label, or undefined. */
export function findField(shown: Shown[], label: string): Shown | undefined {
  const wanted = squash(label)
  const fields = reachable(shown).filter(one => FIELD_ROLES.has(one.role))
  const ranks: ((one: Shown) => boolean)[] = [
    one => squash(one.label) === wanted,
    one => squash(one.label).includes(wanted),
    one => squash(one.placeholder).includes(wanted),
    ...[0, 1, 2].map(level => (one: Shown) => (one.around[level] ?? '').includes(wanted))
  ]
  for (const fits of ranks) {
    const found = fields.find(fits)
    if (found) return found
  }
  return undefined
}
