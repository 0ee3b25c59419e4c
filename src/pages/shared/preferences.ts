import { reaction } from 'mobx'
import { accountSetPreferences } from '../../contract/platform/account'
import { ask } from '../../client/ask'
import { uiStore } from '../../client/ui-store'
import type { Preferences } from '../../contract/platform/account'
import type { Outcome } from '../../client/ui/states/loadable'
import { loadMe, me } from './me'

/** For whom the person acts, as their account knows it. Not kept on the phone: it says something about the person. */
export function subjectType(): Preferences['subjectType'] {
  return me.answer?.data.preferences.subjectType ?? 'natural'
}

/** Changes for whom the person acts, on every host. */
export async function chooseSubjectType(chosen: Preferences['subjectType']): Promise<Outcome<Preferences>> {
  const { elder, locale } = uiStore
  const outcome = await ask(accountSetPreferences, { elder, locale: locale === 'en' ? 'en' : 'zh-CN', subjectType: chosen })
  if (outcome.ok) await loadMe()
  return outcome
}

/** Saves the choice of this phone with the person's account. A failure does not matter: it is tried again at the next sign-in. */
async function save(): Promise<void> {
  const { elder, locale } = uiStore
  const outcome = await ask(accountSetPreferences, { elder, locale: locale === 'en' ? 'en' : 'zh-CN', subjectType: subjectType() })
  if (outcome.ok && elder === uiStore.elder && locale === uiStore.locale) uiStore.markSaved(true)
}

/**
 * Keeps large type and language the same wherever the person signs in: what was chosen here goes to the account, otherwise what the
 * account knows is applied here. Only for a confirmed person: a visitor of the browser has a new account every time.
 * @returns a function that stops it
 */
export function keepPreferences(): () => void {
  return reaction(
    () => ({ saved: me.answer?.data.person ? me.answer.data.preferences : null, unsaved: uiStore.unsaved, choice: `${uiStore.elder} ${uiStore.locale}` }),
    ({ saved, unsaved }, before) => {
      if (!saved) return
      if (unsaved) void save()
      else if (saved !== before?.saved) uiStore.applySaved(saved)
    },
    { equals: (one, other) => one.saved === other.saved && one.unsaved === other.unsaved && one.choice === other.choice },
  )
}
