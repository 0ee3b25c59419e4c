/** The unified identity system's own sign-in page: the browser's host-owned screen. */
import type { Page } from 'playwright-core'
import type { RigOptions } from '../driver.ts'

/** True while the browser shows a page of the identity system. */
export function isSignIn(url: string, options: RigOptions): boolean {
  return url.startsWith(`${options.sandboxUrl}/identity`)
}

/**
 * Answers the page as the scenario's person would. Returns false while the page is not ready.
 * A choice of demo people comes first, then consent, as the identity system asks.
 */
export async function answerSignIn(page: Page, answer: 'agree' | 'cancel', options: RigOptions): Promise<boolean> {
  await page.waitForLoadState('domcontentloaded').catch(() => undefined)
  if (answer === 'cancel') {
    const cancel = page.locator('button, a, input[type=submit]').filter({ hasText: /取消|返回|拒绝|不同意/ })
    if (await cancel.count() === 0) return false
    await cancel.first().click()
    return true
  }
  for (let screens = 0; screens < 4 && isSignIn(page.url(), options); screens += 1) {
    const person = page.locator(`[data-person="${options.personId}"], button[value="${options.personId}"], input[value="${options.personId}"], a[href*="${options.personId}"]`)
    const agree = page.locator('button, input[type=submit]').filter({ hasText: /同意|登录|继续|授权|允许/ })
    const select = page.locator('select')
    const before = page.url()
    if (await select.count() > 0) await select.first().selectOption(options.personId)
    const chosen = await person.count() > 0 ? person.first() : undefined
    const radio = chosen && await chosen.evaluate(node => node instanceof HTMLInputElement && node.type === 'radio')
    if (radio) await chosen?.check()
    if (chosen && !radio) await chosen.click()
    else if (await agree.count() > 0) await agree.first().click()
    else return false
    await page.waitForURL(url => url.toString() !== before, { timeout: 5000 }).catch(() => undefined)
    await page.waitForLoadState('domcontentloaded').catch(() => undefined)
  }
  return !isSignIn(page.url(), options)
}
