/** What is measured on one page besides axe's rules. Runs in the page: no imports, no outer names. */
export interface Measured {
  nodes: number
  /** Pixels by which the page is wider than the screen. */
  wider: number
  /** Controls smaller than they may be, in words. */
  small: string[]
}

/** @param least height of a control in px: 44, in the elder edition 52 */
export function measureInPage(least: number): Measured {
  const pages = [...document.querySelectorAll<HTMLElement>('.taro_page')].filter(page => page.getClientRects().length > 0)
  const root = pages.at(-1) ?? document.body
  const small: string[] = []
  for (const control of root.querySelectorAll<HTMLElement>('button, a[href], input, textarea, [role=button], [role=link], [role=radio], [role=switch]')) {
    const box = control.getBoundingClientRect()
    if (box.width === 0 || getComputedStyle(control).visibility === 'hidden') continue
    if (box.height + 0.5 < least || box.width + 0.5 < least) small.push(`${(control.textContent || control.getAttribute('aria-label') || control.tagName).trim().slice(0, 20)} ${Math.round(box.width)}×${Math.round(box.height)}`)
  }
  const wider = Math.max(document.documentElement.scrollWidth - document.documentElement.clientWidth, root.scrollWidth - root.clientWidth, 0)
  return { nodes: root.querySelectorAll('*').length, wider, small }
}
