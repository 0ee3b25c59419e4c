import { makeAutoObservable, runInAction } from 'mobx'
import { Loadable } from '../../client/ui/states/loadable'
import type { Outcome } from '../../client/ui/states/loadable'

interface Paged {
  readonly page: number
  readonly pageCount: number
}

/** A list that the gateway gives in pages: the first one with all its states, further ones appended on demand. */
export class Pages<P extends Paged, T> {
  readonly load = new Loadable<P>()
  items: readonly T[] = []
  /** More rows exist; the gateway does not say how many. */
  further = false
  private page = 1
  private turn = 0
  private readonly ask: (page: number) => Promise<Outcome<P>>
  private readonly rowsOf: (answer: P) => readonly T[]

  constructor(ask: (page: number) => Promise<Outcome<P>>, rowsOf: (answer: P) => readonly T[]) {
    this.ask = ask
    this.rowsOf = rowsOf
    makeAutoObservable<Pages<P, T>, 'page' | 'turn' | 'ask' | 'rowsOf'>(this, { load: false, page: false, turn: false, ask: false, rowsOf: false }, { autoBind: true })
  }

  /** Asks the first page again. */
  async first(): Promise<void> {
    const turn = ++this.turn
    await this.load.run(() => this.ask(1))
    const answer = this.load.phase === 'data' ? this.load.answer?.data : undefined
    if (!answer || turn !== this.turn) return
    runInAction(() => this.take(answer, []))
  }

  /** Asks the next page; throws with the refusal's title when it could not be had, so that the list can say so. */
  async more(): Promise<void> {
    const turn = this.turn
    const next = await this.ask(this.page + 1)
    if (!next.ok) throw new Error(next.problem.title)
    // Begun anew or signed out while waiting: the rows belong to another list.
    if (turn === this.turn) runInAction(() => this.take(next.data, this.items))
  }

  /** Changes rows that are shown, for example to mark one as read. */
  replace(change: (item: T) => T): void {
    this.items = this.items.map(change)
  }

  /** Forgets everything, at sign-out. */
  reset(): void {
    this.turn++
    this.load.reset()
    this.items = []
    this.further = false
  }

  private take(answer: P, before: readonly T[]): void {
    this.items = [...before, ...this.rowsOf(answer)]
    this.page = answer.page
    this.further = answer.page < answer.pageCount
  }
}
