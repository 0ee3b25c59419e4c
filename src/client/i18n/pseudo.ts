/**
 * A made-up language for tests: longer by about a third and bracketed, so that cut-off and hard-coded texts show at once.
 * Placeholders stay as they are.
 */
export function pseudo(text: string): string {
  const visible = text.replace(/\{\w+\}/g, '').length
  return `⟦${text}${'·'.repeat(Math.ceil(visible / 3))}⟧`
}
