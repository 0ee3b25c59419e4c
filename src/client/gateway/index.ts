import { host } from '../host'
import { uiStore } from '../ui-store'
import { GatewayClient } from './client'
import { FileClient } from './files'
import { Session } from './session'

/** Session and client of this run. */
export const session = new Session()
const language = () => (uiStore.locale === 'en' ? 'en' : 'zh-CN')
export const gateway = new GatewayClient(host, session, language)
export const files = new FileClient(host, session, language)

export { isRefused } from './answer'
export type { CallResult, NoAnswer } from './answer'
export type { CallOptions } from './client'
export type { Fetched, FileTrouble } from './files'
