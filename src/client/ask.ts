import type { InputOf, Operation, OutputOf } from '../contract/operation'
import { gateway } from './gateway'
import type { CallOptions, CallResult } from './gateway'
import { t } from './i18n'
import type { Outcome } from './ui/states/loadable'

/** Puts words to the cases in which the gateway said nothing at all. */
export function outcomeOf<T>(result: CallResult<T>): Outcome<T> {
  if (result.ok) return result.answer
  if (result.problem) return { ok: false, problem: result.problem }
  switch (result.noAnswer) {
    case 'offline':
      return { ok: false, problem: { code: 'offline', title: t('state.offline'), detail: t('state.offlineDetail'), next: 'retry' } }
    case 'unreadable':
      return { ok: false, problem: { code: 'internalError', title: t('state.unreadable'), detail: t('state.gaveUpDetail'), next: 'retry' } }
    default:
      return { ok: false, problem: { code: 'departmentTimeout', title: t('state.late'), detail: t('state.gaveUpDetail'), next: 'retry' } }
  }
}

/** Calls an operation and gives what `Loadable.run` and pages want: `store.run(() => ask(cityInfo, {}))`. Never throws. */
export async function ask<O extends Operation>(operation: O, input: InputOf<O>, options?: CallOptions): Promise<Outcome<OutputOf<O>>> {
  return outcomeOf(await gateway.call(operation, input, options))
}
