import { makeAutoObservable, runInAction } from 'mobx'
import { host } from '../../client/host'
import { ask } from '../../client/ask'
import { Loadable } from '../../client/ui/states/loadable'
import type { Trouble } from '../../client/ui/states/loadable'
import type { OutputOf } from '../../contract/operation'
import { consentsDecide } from '../../contract/platform/account'
import { privacyLabels } from '../../contract/platform/city'
import { topicsChoose, topicsHostAnswer, topicsList } from '../../contract/platform/topics'

export type Topics = OutputOf<typeof topicsList>
export type Topic = Topics['topics'][number]
export type Label = OutputOf<typeof privacyLabels>['labels'][number]

/** What came of asking the host: said to the person in words. */
export type HostWord = 'accepted' | 'declined' | 'off' | 'failed'

/** The person's reminders: what is on, and what the host may carry. */
export class Reminders {
  readonly load = new Loadable<Topics>()
  readonly labels = new Loadable<OutputOf<typeof privacyLabels>>()
  topics: readonly Topic[] = []
  /** The topic whose text is being read before it is switched on. */
  reading: Topic | null = null
  busy = false
  trouble: Trouble | null = null
  hostWord: HostWord | null = null

  constructor() {
    makeAutoObservable(this, { load: false, labels: false }, { autoBind: true })
  }

  async start(): Promise<void> {
    void this.labels.run(() => ask(privacyLabels, {}))
    await this.read()
  }

  private async read(): Promise<void> {
    await this.load.run(() => ask(topicsList, {}))
    runInAction(() => (this.topics = this.load.answer?.data.topics ?? []))
  }

  labelOf(purpose: string): Label | null {
    return this.labels.answer?.data.labels.find((one) => one.purpose === purpose) ?? null
  }

  /** A switch was pressed: on asks for agreement first where it is missing, off works at once. */
  async press(topic: Topic, on: boolean): Promise<void> {
    this.trouble = null
    this.hostWord = null
    if (on && !topic.consented) {
      this.reading = topic
      return
    }
    await (on ? this.turnOn(topic) : this.decide(topic, false))
  }

  close(): void {
    this.reading = null
  }

  /** Agreed and on, from one tap. The host is asked first: it listens only to the tap itself. */
  async turnOn(topic: Topic): Promise<void> {
    if (this.busy) return
    this.busy = true
    const asked = this.askHost(topic)
    const agreed = topic.consented ? null : await ask(consentsDecide, { purpose: topic.purpose, version: topic.version, decision: 'granted' })
    if (agreed && !agreed.ok) this.fail(agreed.problem)
    else {
      await this.decide(topic, true)
      await this.report(topic, await asked)
    }
    runInAction(() => {
      this.busy = false
      this.reading = null
    })
  }

  /** Asks the host once more, for a topic that is on already. */
  async allowHost(topic: Topic): Promise<void> {
    this.hostWord = null
    await this.report(topic, await this.askHost(topic))
  }

  private askHost({ throughHost }: Topic) {
    const { templateId, state } = throughHost
    return templateId === null || state === 'accepted' ? Promise.resolve(null) : host.subscribe([templateId])
  }

  private async report(topic: Topic, answer: Awaited<ReturnType<typeof host.subscribe>> | null): Promise<void> {
    const { templateId } = topic.throughHost
    if (answer === null || templateId === null) return
    if (!answer.ok) {
      runInAction(() => (this.hostWord = answer.reason === 'cancelled' ? 'declined' : answer.reason === 'refused' ? 'off' : 'failed'))
      return
    }
    const said = answer.value[templateId] ?? 'reject'
    const kept = await ask(topicsHostAnswer, { topic: topic.topic, answer: said })
    runInAction(() => (this.hostWord = !kept.ok ? 'failed' : said === 'accept' ? 'accepted' : said === 'reject' ? 'declined' : 'off'))
    if (kept.ok) this.take(kept.data)
  }

  private async decide(topic: Topic, chosen: boolean): Promise<void> {
    const outcome = await ask(topicsChoose, { topic: topic.topic, chosen })
    if (!outcome.ok) {
      this.fail(outcome.problem)
      return
    }
    this.take(outcome.data)
    // The others rest on the same agreement.
    if (chosen && !topic.consented) await this.read()
  }

  private fail(problem: Trouble): void {
    runInAction(() => (this.trouble = problem))
  }

  private take(topic: Topic): void {
    runInAction(() => (this.topics = this.topics.map((one) => (one.topic === topic.topic ? topic : one))))
  }

  reset(): void {
    this.load.reset()
    this.topics = []
    this.reading = null
    this.trouble = null
    this.hostWord = null
  }
}
