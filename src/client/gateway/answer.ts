import type { Answer, GoodAnswer } from '../../contract/envelope'
import { problemFacts } from '../../contract/problems'
import type { Problem, ProblemCode } from '../../contract/problems'
import type { HttpReply } from '../host'

/** Why there is no answer of the gateway at all. */
export type NoAnswer = 'offline' | 'timeout' | 'cancelled' | 'unreadable'

export type CallResult<T> =
  | { readonly ok: true; readonly answer: GoodAnswer<T> }
  | { readonly ok: false; readonly problem: Problem }
  | { readonly ok: false; readonly problem: null; readonly noAnswer: NoAnswer }

function isProblem(value: unknown): value is Problem {
  const code = (value as { code?: unknown } | null)?.code
  return typeof code === 'string' && Object.prototype.hasOwnProperty.call(problemFacts, code)
}

/**
 * Reads what came back. Survives HTML, empty and non-JSON answers of proxies: those are `unreadable`, never a crash.
 */
export function readAnswer<T>(reply: HttpReply): CallResult<T> {
  let parsed: unknown
  try {
    parsed = JSON.parse(reply.text)
  } catch {
    return { ok: false, problem: null, noAnswer: 'unreadable' }
  }
  const answer = parsed as Partial<Answer<T>> | null
  if (answer?.ok === true && reply.status < 300) return { ok: true, answer: answer as GoodAnswer<T> }
  if (answer?.ok === false && isProblem(answer.problem)) return { ok: false, problem: answer.problem }
  if (isProblem(parsed)) return { ok: false, problem: parsed }
  return { ok: false, problem: null, noAnswer: 'unreadable' }
}

/** True when the refusal is one of these codes. */
export function isRefused<T>(result: CallResult<T>, ...codes: readonly ProblemCode[]): boolean {
  return !result.ok && result.problem !== null && codes.includes(result.problem.code)
}
