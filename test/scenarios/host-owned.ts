/**
 * Screens that belong to a host and therefore differ between hosts. Nothing else may differ. At most 8 entries;
 * an entry that no scenario uses on its host fails the run of all scenarios on that host.
 */
import type { Host } from '../rigs/driver.ts'

export interface HostOwned {
  id: string
  host: Host
  what: string
  /** What the citizen does on this host to get to the screen from the page 实名核验: [field, value] or [words to tap]. */
  way: ([label: string, value: '{name}' | '{number}'] | [tap: string])[]
  /** What is tapped after agreeing, to be where the citizen was before; the browser goes there by itself. */
  wayBack: string[]
  /** The same from the page 再核验一次身份, on the screen that is this host's strong check. */
  strong?: { way: [tap: string][], wayBack: string[] }
}

/** Own question before a face is compared; stands before the host's screen wherever the person has not agreed yet. */
export const AGREE = '同意并开始人脸核验'

export const MOST = 8

export const hostOwned: HostOwned[] = [
  { id: 'weapp-realname', host: 'weapp', what: '微信城市服务的实名信息授权页', way: [['姓名', '{name}'], ['证件号码', '{number}'], ['开始核验']], wayBack: ['继续刚才的查询'] },
  { id: 'weapp-face', host: 'weapp', what: '微信的人脸核验页', way: [], wayBack: [], strong: { way: [['开始人脸核验']], wayBack: ['继续刚才的事'] } },
  { id: 'alipay-certify', host: 'alipay', what: '支付宝的身份验证页', way: [['姓名', '{name}'], ['证件号码', '{number}'], ['开始核验']], wayBack: ['继续刚才的查询'], strong: { way: [['开始人脸核验']], wayBack: ['继续刚才的事'] } },
  { id: 'h5-sign-in', host: 'h5', what: '统一身份认证的登录页', way: [['用统一身份认证登录']], wayBack: [], strong: { way: [['用统一身份认证再登录一次']], wayBack: [] } }
]
