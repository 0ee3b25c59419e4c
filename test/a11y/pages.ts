/** Every page of the browser edition, by what has to be true of the citizen before it is opened: address, then what is tapped there. */
type Way = readonly [string, ...string[]]
const social = 'services/social-security/pages'

/** Before anybody is confirmed. */
export const signedOut: readonly Way[] = [['pages/home/index'], ['pages/mine/index'], ['pages/identity/index'], [`${social}/overview/index`]]

/** As a confirmed person who has not decided about consent. */
export const undecided: readonly Way[] = [[`${social}/overview/index`], ['pages/consent/index?purposes=social-security.rs,social-security.yb']]

/** As a confirmed person who agreed and has doubted something once. */
export const signedIn: readonly Way[] = [
  ['pages/home/index'], ['pages/services/index'], ['pages/messages/index'], ['pages/messages/index', '您的核对申请已收到'], ['pages/mine/index'],
  ['pages/help/index'], ['pages/error/index'], ['pages/privacy/index'], ['pages/about/index'], ['pages/settings/index'],
  ['pages/data/index'], ['pages/data/index', '注销平台账户'], ['pages/person/index'], ['pages/person/index', '记住我'], ['pages/person/step-up'], ['pages/checkrequest/index'], ['pages/checkrequest/list'], ['pages/checkrequest/list', '申请编号'],
  [`${social}/overview/index`], [`${social}/contributions/index?of=rs`], [`${social}/contributions/index?of=rs`, '2026年9月'],
  [`${social}/contributions/index?of=yb`], [`${social}/account/index`], [`${social}/certificates/index`], [`${social}/certificate-issue/index`], [`${social}/certificate/index`], [`${social}/verify/index`], [`${social}/medical/index`],
  [`${social}/retirement/index`], [`${social}/estimate/index`], [`${social}/flexible/index`], [`${social}/flexible/index`, '缴费测算'],
  [`${social}/alerts/index`], [`${social}/alerts/index`, '社保断缴提醒'], [`${social}/qualification/index`],
  [`${social}/flexible/draft`], [`${social}/healthcare/index`],
]
