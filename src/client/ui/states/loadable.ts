import { makeAutoObservable, runInAction } from 'mobx'
import type { GoodAnswer } from '../../../contract/envelope.ts'
import type { Problem } from '../../../contract/problems.ts'

/** A refusal as a page needs it. `offline` is the client's own code: the request never left the phone. */
export type Trouble = Pick<Problem, 'title' | 'detail' | 'next'> & Partial<Omit<Problem, 'code'>> & { readonly code: Problem['code'] | 'offline' }

/** What a question to the gateway comes back with; never an exception. */
export type Outcome<T> = GoodAnswer<T> | { readonly ok: false; readonly problem: Trouble }

/** When the page says more than nothing: skeleton, then words with a way out. */
export const patience = { skeletonMs: 300, slowMs: 3000, gaveUpMs: 8000 } as const

/** Next steps of refusals that say the data are not this screen's to show: another person, a lower level, a withdrawn consent. */
const closing: readonly Trouble['next'][] = ['signIn', 'stepUp', 'giveConsent']

export interface Clock {
  after(ms: number, run: () => void): () => void
}

const realClock: Clock = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export type Phase = 'idle' | 'quiet' | 'skeleton' | 'slow' | 'gaveUp' | 'cancelled' | 'data' | 'trouble'

/**
 * One question and its life on screen: quiet (nothing for 300 ms, so that fast answers do not flicker), skeleton, slow (words and a way to
 * stop), gave up at 8 s (an answer that comes later is still shown), data or trouble. A newer question or a cancel makes older answers void.
 * While asking again the former data stay.
 */
export class Loadable<T> {
  phase: Phase = 'idle'
  answer: GoodAnswer<T> | null = null
  trouble: Trouble | null = null
  private turn = 0
  private stopTimers: (() => void)[] = []
  private readonly clock: Clock

  constructor(clock: Clock = realClock) {
    this.clock = clock
    makeAutoObservable<Loadable<T>, 'turn' | 'stopTimers' | 'clock'>(this, { answer: true, turn: false, stopTimers: false, clock: false }, { autoBind: true, deep: false })
  }

  /** Asks. An exception of `ask` counts as trouble of our own. */
  async run(ask: () => Promise<Outcome<T>>): Promise<void> {
    const turn = ++this.turn
    this.quietTimers()
    this.phase = 'quiet'
    this.trouble = null
    const step = (ms: number, phase: Phase) =>
      this.stopTimers.push(this.clock.after(ms, () => runInAction(() => {
        if (turn === this.turn) this.phase = phase
      })))
    step(patience.skeletonMs, 'skeleton')
    step(patience.slowMs, 'slow')
    step(patience.gaveUpMs, 'gaveUp')
    let outcome: Outcome<T>
    try {
      outcome = await ask()
    } catch {
      outcome = { ok: false, problem: { code: 'internalError', title: '', detail: '', next: 'retryLater' } }
    }
    runInAction(() => {
      if (turn !== this.turn) return
      this.quietTimers()
      if (outcome.ok) {
        this.answer = outcome
        this.phase = 'data'
      } else {
        this.trouble = outcome.problem
        // No longer allowed to be seen here: what stood on the screen goes too.
        if (closing.includes(outcome.problem.next)) this.answer = null
        this.phase = 'trouble'
      }
    })
  }

  /** Stops waiting. A late answer of the stopped question is ignored. */
  cancel(): void {
    this.turn++
    this.quietTimers()
    this.phase = 'cancelled'
  }

  /** Forgets everything, for example at sign-out. */
  reset(): void {
    this.cancel()
    this.answer = null
    this.trouble = null
    this.phase = 'idle'
  }

  private quietTimers(): void {
    for (const stop of this.stopTimers.splice(0)) stop()
  }
}
