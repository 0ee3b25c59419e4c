/** What the gateway confirmed to one citizen, and how it is read back after every kill. */
import { consentsDecide, consentsList } from '../../src/contract/platform/account.ts'
import { checkRequestsCreate, checkRequestsList, draftsOpen, draftsSave } from '../../src/contract/platform/cases.ts'
import { type Citizen, insist } from '../support/citizen.ts'

const purpose = { purpose: 'social-security.rs', version: 1 }

export class Ledger {
  readonly citizen: Citizen
  readonly #random: () => number
  /** Decision last confirmed; null before the first. */
  consent: string | null = null
  /** A decision under way when the gateway died: repeated afterwards with its key. */
  #consentUnderWay: { decision: 'granted' | 'withdrawn', key: string } | null = null
  draft: { draftId: string, version: number, words: string } | null = null
  #draftUnderWay: string | null = null
  readonly requests = new Map<string, string>()
  acknowledged = 0
  repeated = 0
  #writes = 0

  constructor(citizen: Citizen, random: () => number) {
    this.citizen = citizen
    this.#random = random
  }

  /** Writes until the gateway is away. Every good answer is entered; what was under way is kept to be repeated. */
  async writeUntilKilled(alive: () => boolean): Promise<void> {
    while (alive()) {
      const pick = this.#random()
      const going = pick < 0.3 ? await this.#login() : pick < 0.55 ? await this.#decide() : pick < 0.8 ? await this.#save() : await this.#request()
      if (!going) return
    }
  }

  async #login(): Promise<boolean> {
    const reply = await this.citizen.login()
    if (!reply.ok) return false
    this.acknowledged += 1
    return true
  }

  async #decide(): Promise<boolean> {
    const decision = this.consent === 'granted' ? 'withdrawn' as const : 'granted' as const
    this.#consentUnderWay = { decision, key: `consent.${this.citizen.person.id}.${(this.#writes += 1)}` }
    const reply = await this.citizen.call(consentsDecide, { ...purpose, decision }, this.#consentUnderWay.key)
    if (!reply.ok) return this.#unless(reply.problem)
    this.consent = decision
    this.#consentUnderWay = null
    this.acknowledged += 1
    return true
  }

  async #save(): Promise<boolean> {
    if (!this.draft && !(await this.#open())) return false
    const draft = this.draft
    if (!draft) return true
    const words = `第 ${(this.#writes += 1)} 次保存的草稿`
    this.#draftUnderWay = words
    const reply = await this.citizen.call(draftsSave, { draftId: draft.draftId, version: draft.version, content: { words } }, `save.${this.citizen.person.id}.${this.#writes}`)
    if (!reply.ok) return this.#unless(reply.problem)
    this.draft = { ...draft, version: reply.data.version, words }
    this.#draftUnderWay = null
    this.acknowledged += 1
    return true
  }

  async #open(): Promise<boolean> {
    const reply = await this.citizen.call(draftsOpen, { kind: 'checkRequest' }, `open.${this.citizen.person.id}.${(this.#writes += 1)}`)
    if (!reply.ok) return this.#unless(reply.problem)
    this.draft = { draftId: reply.data.draftId, version: reply.data.version, words: reply.data.content.words ?? '' }
    this.acknowledged += 1
    return true
  }

  #input(draftId: string) {
    return { draftId, operation: 'socialSecurity.contributions', kind: 'amount', period: '2026-09', dataDate: '2026-10-31', traceId: 'trace-1', words: '请核对这个月的缴费基数' }
  }

  async #request(): Promise<boolean> {
    if (!this.draft && !(await this.#open())) return false
    const draft = this.draft
    if (!draft) return true
    this.requests.set(draft.draftId, '')
    const reply = await this.citizen.call(checkRequestsCreate, this.#input(draft.draftId), draft.draftId)
    if (!reply.ok) {
      // Ten requests in ten minutes are allowed: a limit is an answer, and nothing was written.
      if (reply.problem?.code === 'tooManyRequests') this.requests.delete(draft.draftId)
      return this.#unless(reply.problem)
    }
    this.requests.set(draft.draftId, reply.data.requestNo)
    this.draft = null
    this.#draftUnderWay = null
    this.acknowledged += 1
    return true
  }

  /** True while the gateway still answers (limits, renewals); false when it is away. */
  async #unless(problem: { code: string } | null): Promise<boolean> {
    if (problem === null) return false
    if (problem.code === 'sessionExpired' || problem.code === 'sessionRevoked') return (await this.citizen.login()).ok
    if (problem.code === 'tooManyRequests') return true
    throw new Error(`unexpected refusal ${JSON.stringify(problem)}`)
  }

  /** After the restart: repeats what was under way with its own key, then reads everything back. Throws on the first loss or double. */
  async readBack(): Promise<void> {
    const { citizen } = this
    await insist(citizen, consentsList, {})
    if (this.#consentUnderWay) {
      const { decision, key } = this.#consentUnderWay
      await insist(citizen, consentsDecide, { ...purpose, decision }, key)
      this.consent = decision
      this.#consentUnderWay = null
      this.repeated += 1
    }
    for (const [draftId, requestNo] of this.requests) {
      if (requestNo !== '') continue
      const again = await insist(citizen, checkRequestsCreate, this.#input(draftId), draftId)
      this.requests.set(draftId, again.data.requestNo)
      if (this.draft?.draftId === draftId) this.draft = null
      this.repeated += 1
    }
    const { data } = await insist(citizen, consentsList, {})
    const decided = data.consents.find(one => one.purpose === purpose.purpose)?.decision
    if (this.consent !== null && decided !== this.consent) throw new Error(`consent: confirmed ${this.consent}, read ${decided}`)
    await this.#readRequests()
    await this.#readDraft()
  }

  async #readRequests(): Promise<void> {
    const found: string[] = []
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const { data } = await insist(this.citizen, checkRequestsList, { page })
      pages = data.pageCount
      found.push(...data.requests.map(one => one.requestNo))
    }
    const confirmed = [...this.requests.values()]
    for (const one of confirmed) if (found.filter(other => other === one).length !== 1) throw new Error(`check request ${one}: found ${found.filter(other => other === one).length} times`)
    if (found.length !== confirmed.length) throw new Error(`check requests: ${confirmed.length} sent, ${found.length} kept`)
  }

  async #readDraft(): Promise<void> {
    if (!this.draft) return
    const { data } = await insist(this.citizen, draftsOpen, { kind: 'checkRequest' }, `reopen.${this.citizen.person.id}.${(this.#writes += 1)}`)
    if (data.draftId !== this.draft.draftId) throw new Error(`draft ${this.draft.draftId} was lost`)
    const words = data.content.words ?? ''
    if (words !== this.draft.words && words !== this.#draftUnderWay) throw new Error(`draft: confirmed "${this.draft.words}", read "${words}"`)
    this.draft = { draftId: data.draftId, version: data.version, words }
    this.#draftUnderWay = null
  }
}
