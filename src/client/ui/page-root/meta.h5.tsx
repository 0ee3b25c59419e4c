/** The browser edition colours its page by style sheet. */
export function Meta() {
  return null
}
