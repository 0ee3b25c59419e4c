import type { TextKey } from '../../client/i18n'
import type { IconName } from '../../client/ui/icon/shapes'

/** An entry of the catalogue. Titles and hints are keys, so that both languages find it. */
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
  /** Everyday words people search with, in Chinese and pinyin initials. */
  readonly aliases: readonly string[]
  /** Shown on the home page, in this order; the first six also in the elder edition. */
  readonly home?: boolean
}

const base = '/services/social-security/pages'

export const catalogue: readonly ServiceEntry[] = [
  { id: 'overview', title: 'service.overview', hint: 'service.overviewHint', icon: 'shield', path: `${base}/overview/index`, department: 'department.social', topic: 'topic.retire', verified: true, home: true, aliases: ['社保', '社会保险', '养老', '失业', '工伤', 'sb', 'shebao'] },
  { id: 'contributions', title: 'service.contributions', hint: 'service.contributionsHint', icon: 'calendar', path: `${base}/contributions/index`, department: 'department.social', topic: 'topic.retire', verified: true, home: true, aliases: ['社保缴费', '缴费年限', '补缴', '断缴', '工龄', 'jf', 'jiaofei'] },
  { id: 'account', title: 'service.account', hint: 'service.accountHint', icon: 'wallet', path: `${base}/account/index`, department: 'department.social', topic: 'topic.retire', verified: true, home: true, aliases: ['养老金', '退休金', '个人账户余额', '对账单', 'ylj', 'yanglao'] },
  { id: 'medical', title: 'service.medical', hint: 'service.medicalHint', icon: 'medical', path: `${base}/medical/index`, department: 'department.medical', topic: 'topic.doctor', verified: true, home: true, aliases: ['医保', '医疗保险', '医保余额', '看病', '报销', '生育', 'yb', 'yibao'] },
  { id: 'data', title: 'service.data', hint: 'service.dataHint', icon: 'lock', path: '/pages/data/index', department: 'department.platform', topic: 'topic.data', verified: true, home: true, aliases: ['授权', '隐私', '个人信息', '注销', '撤回', 'sj'] },
  { id: 'help', title: 'service.help', hint: 'service.helpHint', icon: 'phone', path: '/pages/help/index', department: 'department.platform', topic: 'topic.help', verified: false, home: true, aliases: ['电话', '人工', '大厅', '窗口', '网点', '投诉', '12345', 'bz'] },
  { id: 'checkrequest', title: 'service.checkrequest', hint: 'service.checkrequestHint', icon: 'question', path: '/pages/checkrequest/index', department: 'department.platform', topic: 'topic.data', verified: true, aliases: ['疑问', '不对', '错了', '核对', '申诉', 'yw'] },
  { id: 'elder', title: 'service.elder', hint: 'service.elderHint', icon: 'magnify', path: '/pages/settings/index', department: 'department.platform', topic: 'topic.help', verified: false, aliases: ['长辈版', '关怀版', '关爱', '亲情版', '大字', '字号', '老人', 'zb'] },
]
