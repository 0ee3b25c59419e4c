import { host } from '../host'
import { uiStore } from '../ui-store'
import { GatewayClient } from './client'
import { Session } from './session'

/** Session and client of this run. */
export const session = new Session()
export const gateway = new GatewayClient(host, session, () => (uiStore.locale === 'en' ? 'en' : 'zh-CN'))

export { isRefused } from './answer'
export type { CallResult, NoAnswer } from './answer'
export type { CallOptions } from './client'
