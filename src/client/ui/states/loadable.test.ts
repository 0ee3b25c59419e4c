import { describe, expect, test } from '@jest/globals'
import { Loadable, patience } from './loadable.ts'
import type { Clock, Outcome } from './loadable.ts'

/** A clock that only moves when told. */
function handClock(): Clock & { move(ms: number): void } {
  let now = 0
  let waiting: { at: number; run: () => void }[] = []
  return {
    after(ms, run) {
      const one = { at: now + ms, run }
      waiting.push(one)
      return () => (waiting = waiting.filter((other) => other !== one))
    },
    move(ms) {
      now += ms
      const due = waiting.filter((one) => one.at <= now)
      waiting = waiting.filter((one) => one.at > now)
      for (const one of due) one.run()
    },
  }
}

function question() {
  let answer: (outcome: Outcome<string>) => void = () => undefined
  const asked = new Promise<Outcome<string>>((resolve) => (answer = resolve))
  return { ask: () => asked, answer }
}

const good = (data: string): Outcome<string> => ({ ok: true, data, asOf: '2026-11-22T09:00:00+08:00', sources: [], traceId: 't' })
const bad: Outcome<string> = { ok: false, problem: { code: 'departmentTimeout', title: 'x', detail: 'y', next: 'retry' } }

describe('Loadable', () => {
  test('a refusal shows as trouble and leaves former data in reach', async () => {
    const load = new Loadable<string>(handClock())
    await load.run(() => Promise.resolve(good('one')))
    await load.run(() => Promise.resolve(bad))
    expect([load.phase, load.trouble?.code, load.answer?.data]).toEqual(['trouble', 'departmentTimeout', 'one'])
  })

  test('an exception becomes trouble, never an unhandled rejection', async () => {
    const load = new Loadable<string>(handClock())
    await load.run(() => Promise.reject(new Error('boom')))
    expect([load.phase, load.trouble?.code]).toEqual(['trouble', 'internalError'])
  })

  test('waiting goes from quiet to skeleton to slow to gave up within 8 seconds', async () => {
    const clock = handClock()
    const load = new Loadable<string>(clock)
    const { ask, answer } = question()
    const running = load.run(ask)
    const seen: string[] = [load.phase]
    for (const ms of [patience.skeletonMs, patience.slowMs - patience.skeletonMs, patience.gaveUpMs - patience.slowMs]) {
      clock.move(ms)
      seen.push(load.phase)
    }
    expect(seen).toEqual(['quiet', 'skeleton', 'slow', 'gaveUp'])
    expect(patience.gaveUpMs).toBeLessThanOrEqual(8000)
    answer(good('late'))
    await running
    expect([load.phase, load.answer?.data]).toEqual(['data', 'late'])
  })

  test('a stopped question may answer as it likes, nothing changes', async () => {
    const clock = handClock()
    const load = new Loadable<string>(clock)
    const { ask, answer } = question()
    const running = load.run(ask)
    load.cancel()
    answer(good('late'))
    await running
    clock.move(60_000)
    expect([load.phase, load.answer]).toEqual(['cancelled', null])
  })

  test('the newer of two questions wins, whichever answers last', async () => {
    const load = new Loadable<string>(handClock())
    const first = question()
    const second = question()
    const running = [load.run(first.ask), load.run(second.ask)]
    second.answer(good('second'))
    first.answer(good('first'))
    await Promise.all(running)
    expect(load.answer?.data).toBe('second')
  })
})
