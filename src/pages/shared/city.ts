import type { OutputOf } from '../../contract/operation'
import { cityInfo } from '../../contract/platform/city'
import { ask } from '../../client/ask'
import { Loadable } from '../../client/ui/states/loadable'
import { uiStore } from '../../client/ui-store'

export type CityInfo = OutputOf<typeof cityInfo>

/** Public facts of the city, asked at the start and again when a page comes back after a while: a department may have been suspended. */
export const city = new Loadable<CityInfo>()

const freshMs = 60_000
let askedAt = Number.NEGATIVE_INFINITY

export async function loadCity(): Promise<void> {
  if (city.phase === 'data' && Date.now() - askedAt < freshMs) return
  // Start and first page ask at the same moment: one question is enough.
  if (city.phase === 'quiet' || city.phase === 'skeleton') return
  askedAt = Date.now()
  await city.run(() => ask(cityInfo, {}))
  if (city.answer) uiStore.setSandbox(city.answer.data.sandbox)
}

/** Chinese name of a department id, or the id's stand-in word when the city is not known yet. */
export function authorityName(id: string, otherwise: string): string {
  return city.answer?.data.authorities.find((one) => one.id === id)?.name ?? otherwise
}
