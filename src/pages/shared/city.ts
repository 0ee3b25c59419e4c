import type { OutputOf } from '../../contract/operation'
import { cityInfo } from '../../contract/platform/city'
import { ask } from '../../client/ask'
import { Loadable } from '../../client/ui/states/loadable'
import { uiStore } from '../../client/ui-store'

export type CityInfo = OutputOf<typeof cityInfo>

/** Public facts of the city, asked once per run and again on retry. */
export const city = new Loadable<CityInfo>()

export async function loadCity(): Promise<void> {
  if (city.answer && city.phase === 'data') return
  // Start and first page ask at the same moment: one question is enough.
  if (city.phase === 'quiet' || city.phase === 'skeleton') return
  await city.run(() => ask(cityInfo, {}))
  if (city.answer) uiStore.setSandbox(city.answer.data.sandbox)
}

/** Chinese name of a department id, or the id's stand-in word when the city is not known yet. */
export function authorityName(id: string, otherwise: string): string {
  return city.answer?.data.authorities.find((one) => one.id === id)?.name ?? otherwise
}
