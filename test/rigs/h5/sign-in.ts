/** The unified identity system's own sign-in page: the browser's host-owned screen. */
import type { Page } from 'playwright-core'
import type { RigOptions } from '../driver.ts'

/** True while the browser shows a page of the identity system. */
export function isSignIn(url: string, options: RigOptions): boolean {
  return url.startsWith(`${options.sandboxUrl}/identity`)
}

/** Presses the scenario's person on the page, or the way back. Returns false while the page is not ready. */
export async function answerSignIn(page: Page, answer: 'agree' | 'cancel', options: RigOptions): Promise<boolean> {
  const button = page.locator(answer === 'cancel' ? 'button[name="cancel"]' : `button[name="personId"][value="${options.personId}"]`)
  if (await button.count() === 0) return false
  await button.first().click()
  await page.waitForURL(url => !isSignIn(url.toString(), options), { timeout: 8000, waitUntil: 'domcontentloaded' })
  return true
}
