/**
 * Functions that run inside the browser page (playwright sends their text, so each stands alone): what is
 * visible, in the rigs' neutral form. The elements stay in the page under `__rigNodes`, found by index.
 */
import type { Look } from '../driver.ts'
import type { Shown } from '../find.ts'

/** Everything readable now. */
export function lookInPage(): Omit<Look, 'screen'> {
  const lines = (document.body?.innerText ?? '').split('\n').map(line => line.trim()).filter(Boolean)
  const visible = (node: HTMLElement): boolean => node.checkVisibility() && node.getClientRects().length > 0
  const headings = [...document.querySelectorAll<HTMLElement>('h1,h2,h3,[role="heading"]')].filter(visible)
  const title = document.title
  return { lines, title, heading: headings[0]?.innerText.trim() ?? '', path: location.hash.replace(/^#\/?/, '').split('?')[0] ?? '' }
}

/** Every visible element that carries text, a name or a value. */
export function shownInPage(): Shown[] {
  const squash = (text: string): string => text.replace(/[\s\u00a0\u200b]+/g, '')
  const byTag: Record<string, string> = { BUTTON: 'button', A: 'link', TEXTAREA: 'textbox', SELECT: 'combobox', IMG: 'img', H1: 'heading', H2: 'heading', H3: 'heading' }
  const byType: Record<string, string> = { checkbox: 'checkbox', radio: 'radio', button: 'button', submit: 'button', search: 'searchbox', hidden: '' }
  const controls = new Set(['button', 'link', 'checkbox', 'radio', 'switch', 'tab', 'menuitem', 'option', 'textbox', 'searchbox', 'combobox'])
  const elements: HTMLElement[] = []
  const shown: Shown[] = []
  const roleOf = (node: HTMLElement): string => node.getAttribute('role') ?? (node.tagName === 'INPUT' ? byType[(node as HTMLInputElement).type] ?? 'textbox' : byTag[node.tagName] ?? '')
  const pointer = (node: HTMLElement): boolean => getComputedStyle(node).cursor === 'pointer'
  const nameOf = (node: HTMLElement): string => {
    const own = node.getAttribute('aria-label')
    if (own) return own
    const by = (node.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean).map(id => document.getElementById(id)?.innerText ?? '').join('')
    if (by) return by
    const labels = (node as HTMLInputElement).labels
    return labels && labels.length > 0 ? [...labels].map(label => label.innerText).join('') : ''
  }
  const visit = (node: HTMLElement, depth: number, dialog: boolean): void => {
    if (!node.checkVisibility({ visibilityProperty: true })) return
    const role = roleOf(node)
    const inDialog = dialog || role === 'dialog' || role === 'alertdialog' || node.tagName === 'DIALOG'
    const text = squash(node.innerText ?? '')
    const label = nameOf(node)
    const field = role === 'textbox' || role === 'searchbox' || role === 'combobox'
    const boxed = node.getClientRects().length > 0
    if (boxed && (text !== '' || label !== '' || field)) {
      const around: string[] = []
      if (field) for (let up = node.parentElement; up && around.length < 4; up = up.parentElement) around.push(squash(up.innerText))
      const input = node as HTMLInputElement
      shown.push({
        index: elements.length, role, label, text, dialog: inDialog, depth, around,
        // The pointer is inherited: only where it begins does something wait for a tap.
        actionable: controls.has(role) || node.tagName === 'LABEL' || (pointer(node) && !(node.parentElement && pointer(node.parentElement))),
        disabled: input.disabled === true || node.getAttribute('aria-disabled') === 'true',
        placeholder: node.getAttribute('placeholder') ?? '', value: role === 'checkbox' || role === 'radio' ? String(input.checked ?? node.getAttribute('aria-checked')) : input.value ?? ''
      })
      elements.push(node)
    }
    for (const child of node.children) if (child instanceof HTMLElement) visit(child, depth + 1, inDialog)
  }
  visit(document.body, 0, false)
  ;(window as unknown as { __rigNodes: HTMLElement[] }).__rigNodes = elements
  return shown
}
