/** What a scenario file exports. */
import type { Driver } from '../rigs/driver.ts'

/** Ids of the sandbox's demo people. */
export interface Scenario {
  /** One sentence: who does what and gets what. */
  title: string
  /** Id of the demo person on whose phone it happens. */
  person: string
  /** Faults of the sandbox that hold for the whole scenario (bodies for POST /control/faults). */
  faults?: Record<string, unknown>[]
  steps(app: Driver): Promise<void>
}
