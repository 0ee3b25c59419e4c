/** The city as a scenario meets it: people, the way to a host's identity screen, the counter, faults. */
import type { Host, Town, Way } from '../rigs/driver.ts'
import type { City } from '../support/city.ts'
import { AGREE, hostOwned } from './host-owned.ts'

/** A demo person as the sandbox lists them. */
export interface Person { id: string, name: string, credentialType: string, credentialNo: string }

/** The demo person of this id. Throws when the sandbox knows none. */
export async function peopleOf(city: City, id: string): Promise<Person> {
  const answer = await fetch(`${city.sandboxUrl}/people`, { headers: { accept: 'application/json' } })
  const { people } = await answer.json() as { people: Person[] }
  const one = people.find(candidate => candidate.id === id)
  if (!one) throw new Error(`the sandbox knows no person ${id}`)
  return one
}

/** The way to the host's identity screen, in this person's name. */
export function wayOf(host: Host, person: Person): Way {
  const of = hostOwned.filter(candidate => candidate.host === host)
  const own = of.find(candidate => candidate.way.length > 0)
  const strong = of.find(candidate => candidate.strong !== undefined)?.strong
  const there: Way['there'] = (own?.way ?? []).map(([words, value]) => (value === undefined ? [words] : [words, value === '{name}' ? person.name : person.credentialNo]))
  return { there, back: own?.wayBack ?? [], agree: AGREE, ...(strong ? { strong: { there: strong.way, back: strong.wayBack } } : {}) }
}

/** What happens outside the phone: the counter hands out codes to this person, faults come and go. */
export function townOf(city: City, person: Person, host: Host): Town {
  const post = async (url: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> => {
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${url} answered ${answer.status} ${(await answer.text()).slice(0, 200)}`)
    return answer.json()
  }
  return {
    order: async (department, what, order) => void await post(`${city.sandboxUrl}/control/departments/${department}/${what}`, { personId: person.id, ...order }),
    run: async name => (await post(`${city.internalUrl}/internal/run`, { name }, { authorization: `Bearer ${city.hallSecret}` }) as { result: { away?: string[] } }).result,
    async phoneMessages() {
      const answer = await fetch(`${city.sandboxUrl}/control/messages`)
      const { messages } = await answer.json() as { messages: { host: string, personId: string }[] }
      return messages.filter(one => one.personId === person.id && one.host === (host === 'weapp' ? 'weixin' : host)).length
    },
    async bindingCode(channel) {
      const { name, credentialType, credentialNo } = person
      const answer = await fetch(`${city.internalUrl}/internal/binding-codes`, {
        method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${city.hallSecret}` }, body: JSON.stringify({ name, credentialType, credentialNo, channel })
      })
      const given = await answer.json() as { code?: string }
      if (!given.code) throw new Error(`the counter gave no code: ${answer.status} ${JSON.stringify(given).slice(0, 200)}`)
      return given.code
    },
    fault: order => city.fault(order),
    async mend() {
      const answer = await fetch(`${city.sandboxUrl}/control/faults`, { method: 'DELETE' })
      if (!answer.ok) throw new Error(`the sandbox did not mend: ${answer.status}`)
    }
  }
}
