import type { OutputOf } from '../../contract/operation'
import type { cityInfo } from '../../contract/platform/city'
import { t } from '../../client/i18n'
import type { TextKey } from '../../client/i18n'
import type { IconName } from '../../client/ui/icon/shapes'

/** An entry this app knows by itself. Titles and hints are keys, so that both languages find it. */
export interface ServiceEntry {
  readonly id: string
  readonly title: Extract<TextKey, `service.${string}`>
  readonly hint: Extract<TextKey, `service.${string}`>
  readonly icon: IconName
  readonly path: string
  readonly department: Extract<TextKey, `department.${string}`>
  readonly topic: Extract<TextKey, `topic.${string}`>
  /** Needs a confirmed person. */
  readonly verified: boolean
  /** Service of the city it belongs to; absent for the platform's own pages. */
  readonly service?: string
  /** Department that answers it. */
  readonly authority?: string
  /** Everyday words people search with, in Chinese and pinyin initials. */
  readonly aliases: readonly string[]
  /** Shown on the home page, in this order; the first six also in the elder edition. */
  readonly home?: boolean
}

const base = '/services/social-security/pages'

export const catalogue: readonly ServiceEntry[] = [
  { id: 'overview', title: 'service.overview', hint: 'service.overviewHint', icon: 'shield', path: `${base}/overview/index`, department: 'department.social', topic: 'topic.retire', verified: true, service: 'social-security', authority: 'rs', home: true, aliases: ['社保', '社会保险', '养老', '失业', '工伤', 'sb', 'shebao', 'cbzt', 'wuxian', 'wxyj'] },
  { id: 'contributions', title: 'service.contributions', hint: 'service.contributionsHint', icon: 'calendar', path: `${base}/contributions/index`, department: 'department.social', topic: 'topic.retire', verified: true, service: 'social-security', authority: 'rs', home: true, aliases: ['社保缴费', '缴费年限', '补缴', '断缴', '工龄', 'jf', 'jiaofei', 'jfjl'] },
  { id: 'account', title: 'service.account', hint: 'service.accountHint', icon: 'wallet', path: `${base}/account/index`, department: 'department.social', topic: 'topic.retire', verified: true, service: 'social-security', authority: 'rs', home: true, aliases: ['养老金', '退休金', '个人账户余额', '对账单', 'ylj', 'yanglao', 'grzh', 'txj'] },
  { id: 'medical', title: 'service.medical', hint: 'service.medicalHint', icon: 'medical', path: `${base}/medical/index`, department: 'department.medical', topic: 'topic.doctor', verified: true, service: 'social-security', authority: 'yb', home: true, aliases: ['医保', '医疗保险', '医保余额', '看病', '报销', '生育', 'yb', 'yibao', 'ybxx', 'ybye'] },
  { id: 'data', title: 'service.data', hint: 'service.dataHint', icon: 'lock', path: '/pages/data/index', department: 'department.platform', topic: 'topic.data', verified: true, home: true, aliases: ['授权', '隐私', '个人信息', '注销', '撤回', 'sj', 'wdsj', 'sq'] },
  { id: 'help', title: 'service.help', hint: 'service.helpHint', icon: 'phone', path: '/pages/help/index', department: 'department.platform', topic: 'topic.help', verified: false, home: true, aliases: ['电话', '人工', '大厅', '窗口', '网点', '投诉', '12345', 'bz', 'dh', 'wd', 'dt'] },
  { id: 'retirement', title: 'service.retirement', hint: 'service.retirementHint', icon: 'calendar', path: `${base}/retirement/index`, department: 'department.social', topic: 'topic.retire', verified: false, service: 'social-security', home: true, aliases: ['退休', '退休年龄', '延迟退休', '弹性退休', '几岁退休', 'tx', 'tuixiu', 'txsj'] },
  { id: 'estimate', title: 'service.estimate', hint: 'service.estimateHint', icon: 'wallet', path: `${base}/estimate/index`, department: 'department.social', topic: 'topic.retire', verified: false, service: 'social-security', aliases: ['养老金计算', '退休工资', '领多少', '算养老金', 'yljcs', 'cs', 'cesuan'] },
  { id: 'flexible', title: 'service.flexible', hint: 'service.flexibleHint', icon: 'person', path: `${base}/flexible/index`, department: 'department.social', topic: 'topic.retire', verified: false, service: 'social-security', aliases: ['灵活就业', '个体户', '自己缴社保', '自由职业', '外卖', '网约车', '参保登记', '档次', 'lhjy', 'linghuo'] },
  { id: 'healthcare', title: 'service.healthcare', hint: 'service.healthcareHint', icon: 'medical', path: `${base}/healthcare/index`, department: 'department.medical', topic: 'topic.doctor', verified: false, service: 'social-security', aliases: ['医保局', '异地就医', '生育津贴', '医保登记', '医保电子凭证', 'ybj', 'ydjy'] },
  { id: 'checkrequest', title: 'service.checkrequest', hint: 'service.checkrequestHint', icon: 'question', path: '/pages/checkrequest/index', department: 'department.platform', topic: 'topic.data', verified: true, aliases: ['疑问', '不对', '错了', '核对', '申诉', 'yw', 'yyw'] },
  { id: 'elder', title: 'service.elder', hint: 'service.elderHint', icon: 'magnify', path: '/pages/settings/index', department: 'department.platform', topic: 'topic.help', verified: false, aliases: ['长辈版', '关怀版', '关爱', '亲情版', '大字', '字号', '老人', 'zb', 'zbb', 'dz'] },
]

/** An entry as pages show it: in words, with what the city says about it. */
export interface Entry extends Pick<ServiceEntry, 'id' | 'icon' | 'path' | 'verified' | 'aliases'> {
  readonly title: string
  readonly hint: string
  readonly department: string
  readonly topic: string
  readonly home: boolean
  /** Why its department cannot be asked at present; null when it can. */
  readonly suspended: string | null
}

type CityInfo = OutputOf<typeof cityInfo>

/**
 * The catalogue: what this app knows, without services this city does not offer, and with those that only the city knows.
 * @param info what the city says; null while it has not answered, then everything this app knows
 */
export function entries(info: CityInfo | null): readonly Entry[] {
  const offered = (id: string | undefined) => id === undefined || !info || info.services.some((one) => one.id === id)
  const known = catalogue.filter((one) => offered(one.service)).map((one): Entry => ({
    id: one.id, icon: one.icon, path: one.path, verified: one.verified,
    title: t(one.title), hint: t(one.hint), department: t(one.department), topic: t(one.topic), home: one.home === true,
    aliases: [...one.aliases, ...(info?.services.find((service) => service.page === one.path)?.aliases ?? [])],
    suspended: info?.authorities.find((authority) => authority.id === one.authority)?.suspended ?? null,
  }))
  const others = (info?.services ?? []).filter((one) => one.page !== null && !catalogue.some((entry) => entry.service === one.id)).map((one): Entry => ({
    id: one.id, icon: 'document', path: one.page ?? '', verified: one.level === 'L2' || one.level === 'L3',
    title: one.title, hint: one.summary, department: one.authority, topic: t('topic.other'), home: false, aliases: one.aliases, suspended: null,
  }))
  return [...known, ...others]
}
