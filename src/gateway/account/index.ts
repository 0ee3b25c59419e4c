import type { Handlers } from '../ports.ts';
import { accessLogHandlers } from './access-log.ts';
import { consentHandlers } from './consents.ts';
import { deleteHandlers } from './delete.ts';
import type { AccountDeps } from './deps.ts';
import { meHandlers } from './me.ts';

export type { AccountDeps } from './deps.ts';

/** Handlers of `account.*` and `consents.*`. */
export function createAccount(deps: AccountDeps): Handlers {
  return { ...meHandlers(deps), ...accessLogHandlers(deps), ...consentHandlers(deps), ...deleteHandlers(deps) };
}
