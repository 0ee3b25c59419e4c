export { adapter as host } from './adapter'
export type { AppEntry, HostAdapter, HostFailure, HostFile, HostResult, HttpReply, HttpRequest, RealNameJump, RealNameReturn, RunningRequest } from './types'
