/** Kills the gateway while it pulls a feed and sends alerts: afterwards everybody was told of every gap exactly once, and nobody who did not ask. */
import { consentsDecide, consentsList } from '../../src/contract/platform/account.ts'
import { messagesList } from '../../src/contract/platform/cases.ts'
import { topicsChoose, topicsHostAnswer, topicsList } from '../../src/contract/platform/topics.ts'
import type { City } from '../support/city.ts'
import { startCity } from '../support/city.ts'
import { Citizen, insist } from '../support/citizen.ts'
import type { CoreOptions } from './core.ts'
import { seeded } from './random.ts'

/** Those who want to be told, one who changed their mind, and one who never asked. */
const wanting = ['employee', 'flexible']
const changed = 'moved'
const never = 'forty-years'
const topic = 'socialSecurity.gap'
const template = 'sandbox-weixin-social-security'

interface Received { personId: string, page: string }
interface Standing { notices: { state: string, count: number }[] }

async function post(url: string, body: unknown, secret = ''): Promise<unknown> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` }, body: JSON.stringify(body), signal: AbortSignal.timeout(30_000) })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** One citizen who agreed and switched gap alerts on, in the app and at the host. */
async function join(city: City, id: string): Promise<Citizen> {
  const citizen = new Citizen(city, id)
  await insist(citizen, consentsList, {})
  await insist(citizen, consentsDecide, { purpose: 'social-security.alerts', version: 1, decision: 'granted' }, `agree.${id}`)
  await insist(citizen, topicsChoose, { topic, chosen: true }, `on.${id}`)
  await post(`${city.sandboxUrl}/weixin-device/subscribe`, { personId: id, answers: { [template]: 'accept' } })
  await insist(citizen, topicsHostAnswer, { topic, answer: 'accept' }, `host.${id}`)
  return citizen
}

/** Months of the gap messages that stand in the app. */
async function monthsTold(citizen: Citizen): Promise<string[]> {
  const months: string[] = []
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const { data } = await insist(citizen, messagesList, { page })
    pages = data.pageCount
    for (const one of data.messages) if (one.kind === 'socialSecurityGap') months.push(one.params.month ?? '')
  }
  return months.sort()
}

/**
 * Runs the kills on one database.
 * @throws on the first gap that was not told, told twice, or told to somebody who did not ask
 */
export async function killFeed({ storage, kills, seed }: CoreOptions): Promise<string> {
  const random = seeded(seed)
  const city = await startCity({ storage, env: { LOG_LEVEL: 'fatal', ADDRESS_LIMIT_PER_MINUTE: '1000000', QUIET_HOURS: '00:00-00:00' } })
  const run = (name: string): Promise<unknown> => post(`${city.internalUrl}/internal/run`, { name }, city.hallSecret)
  const order = (what: string, body: unknown): Promise<unknown> => post(`${city.sandboxUrl}/control/departments/rs/${what}`, body)
  try {
    const citizens = new Map<string, Citizen>()
    for (const id of [...wanting, changed]) citizens.set(id, await join(city, id))
    const gone = citizens.get(changed)
    if (!gone) throw new Error('nobody changed their mind')
    await insist(gone, topicsChoose, { topic, chosen: false }, 'off')
    const expected = new Map(wanting.map(id => [id, [] as string[]]))
    let made = 0
    /** A new gap in a month of its own, often told several times. */
    const event = async (): Promise<void> => {
      const people = [...wanting, changed, never]
      const personId = people[Math.floor(random() * people.length)] ?? changed
      made += 1
      const month = `${1960 + Math.floor(made / 12)}-${String((made % 12) + 1).padStart(2, '0')}`
      expected.get(personId)?.push(month)
      await order('event', { personId, type: 'gap', payload: { aae140: '110', aae003: month.replace('-', '') }, times: 1 + Math.floor(random() * 3) })
    }
    // Each message is on its way for a while, so that kills meet some of them there.
    await city.fault({ target: 'weixin', fault: 'slow', ms: 60 })
    for (let kill = 1; kill <= kills; kill += 1) {
      await order('feed', { repeat: random() < 0.5, shuffle: random() < 0.5, junk: random() < 0.3 })
      const events = 2 + Math.floor(random() * 8)
      for (let n = 0; n < events; n += 1) await event()
      let alive = true
      const working = (async () => {
        while (alive) for (const name of ['feeds', 'notices']) await run(name).catch(() => undefined)
      })()
      await new Promise((resolve) => { setTimeout(resolve, Math.floor(random() * 300)) })
      await city.killGateway()
      alive = false
      await working
      await city.restartGateway()
      if (kill % 10 === 0) console.log(`  ${kill} kills: ${made} gaps in the feed`)
    }
    await order('feed', { repeat: false, shuffle: false, junk: false })
    await fetch(`${city.sandboxUrl}/control/faults`, { method: 'DELETE' })
    for (let n = 0; n < 3; n += 1) for (const name of ['feeds', 'notices']) await run(name)

    for (const [id, citizen] of citizens) {
      const told = await monthsTold(citizen)
      const wanted = [...(expected.get(id) ?? [])].sort()
      if (JSON.stringify(told) !== JSON.stringify(wanted)) throw new Error(`${id}: ${wanted.length} gaps, told ${told.length}: ${JSON.stringify(told.filter((one, index) => told.indexOf(one) !== index))} twice, ${JSON.stringify(wanted.filter(one => !told.includes(one)))} never`)
    }
    const stranger = new Citizen(city, never)
    await insist(stranger, topicsList, {})
    if ((await monthsTold(stranger)).length > 0) throw new Error(`${never} never asked and was told`)

    const gaps = [...expected.values()].reduce((sum, one) => sum + one.length, 0)
    const { messages } = await (await fetch(`${city.sandboxUrl}/control/messages`)).json() as { messages: Received[] }
    if (new Set(messages.map(one => one.page)).size !== messages.length) throw new Error('a message reached a phone twice')
    const strangers = messages.filter(one => !wanting.includes(one.personId))
    if (strangers.length > 0) throw new Error(`${strangers.length} messages reached people who did not want them`)
    const standing = await (await fetch(`${city.internalUrl}/internal/outreach`, { headers: { authorization: `Bearer ${city.hallSecret}` } })).json() as Standing
    const count = (...states: string[]): number => standing.notices.filter(one => states.includes(one.state)).reduce((sum, one) => sum + one.count, 0)
    const [sent, cut] = [count('sent'), count('sending', 'unknown')]
    // A process that dies between the host's answer and its own note cannot know: such a message is never sent again, and each is accounted for.
    if (sent + cut !== gaps) throw new Error(`${gaps} gaps, ${sent} messages sent, ${cut} cut off: ${JSON.stringify(standing.notices)}`)
    if (messages.length < sent || messages.length > sent + cut) throw new Error(`${sent} sent and ${cut} cut off, but phones received ${messages.length}`)
    return `${storage === 'pglite' ? 'PGlite' : 'PostgreSQL'}: ${kills} kills (seed ${seed}), ${made} gaps in the feed, ${gaps} of people who asked: each told exactly once in the app; phones received ${messages.length}, none twice, ${cut} cut off by a kill and never repeated; nobody else was told`
  } finally {
    await city.stop()
  }
}
