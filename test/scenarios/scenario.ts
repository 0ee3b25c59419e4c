/** What a scenario file exports. */
import type { Driver, Host } from '../rigs/driver.ts'

/** Local date on which the departments' records stand in every scenario. */
export const TODAY = '2026-11-15'

export interface Scenario {
  /** One sentence: who does what and gets what. */
  title: string
  /** Id of the demo person whom it is about. */
  person: string
  /** Id of the person whose phone is used, for people without an account of their own on some host. */
  phoneOf?: string
  /** Faults of the sandbox at the beginning (bodies for POST /control/faults). A scenario with this member, even an empty one, gets a city of its own. */
  faults?: Record<string, unknown>[]
  /** Only where the step exists at all, with the reason; compared between these hosts. */
  only?: { hosts: Host[], why: string }
  steps(app: Driver): Promise<void>
}
