/** What is photographed: the name of the picture, the page, and what it shows. */
export interface Shot { name: string, path: string, about: string }

const social = 'services/social-security/pages'

/** Every page of the app, as a confirmed person sees it. */
export const pages: Shot[] = [
  { name: 'home', path: 'pages/home/index', about: '首页' },
  { name: 'services', path: 'pages/services/index', about: '全部服务' },
  { name: 'messages', path: 'pages/messages/index', about: '消息' },
  { name: 'mine', path: 'pages/mine/index', about: '我的' },
  { name: 'overview', path: `${social}/overview/index`, about: '社会保险:两个部门并列' },
  { name: 'contributions', path: `${social}/contributions/index?of=rs`, about: '养老、失业、工伤缴费记录' },
  { name: 'contributions-medical', path: `${social}/contributions/index?of=yb`, about: '医疗、生育缴费记录' },
  { name: 'account', path: `${social}/account/index`, about: '养老保险个人账户' },
  { name: 'medical', path: `${social}/medical/index`, about: '医保信息' },
  { name: 'retirement', path: `${social}/retirement/index`, about: '法定退休时间' },
  { name: 'estimate', path: `${social}/estimate/index`, about: '养老金测算' },
  { name: 'flexible', path: `${social}/flexible/index`, about: '灵活就业参保,办理指南' },
  { name: 'flexible-draft', path: `${social}/flexible/draft`, about: '灵活就业参保草稿和办理清单' },
  { name: 'healthcare', path: `${social}/healthcare/index`, about: '医保业务由市医保局办理' },
  { name: 'certificates', path: `${social}/certificates/index`, about: '参保证明' },
  { name: 'certificate-issue', path: `${social}/certificate-issue/index`, about: '开具参保证明' },
  { name: 'certificate-verify', path: `${social}/verify/index`, about: '核验参保证明' },
  { name: 'checkrequest', path: 'pages/checkrequest/index', about: '有疑问,申请核对' },
  { name: 'checkrequests', path: 'pages/checkrequest/list', about: '我提出的疑问' },
  { name: 'alerts', path: `${social}/alerts/index`, about: '社保提醒' },
  { name: 'data', path: 'pages/data/index', about: '我的数据' },
  { name: 'person', path: 'pages/person/index', about: '身份和记住我' },
  { name: 'step-up', path: 'pages/person/step-up', about: '再核验一次身份' },
  { name: 'settings', path: 'pages/settings/index', about: '设置' },
  { name: 'privacy', path: 'pages/privacy/index', about: '隐私政策' },
  { name: 'about', path: 'pages/about/index', about: '关于城办' },
  { name: 'help', path: 'pages/help/index', about: '帮助与网点' },
  { name: 'error', path: 'pages/error/index', about: '页面没有打开' }
]

/** Pages that a citizen sees before anything is confirmed or agreed to. */
export const before: Shot[] = [
  { name: 'home-signed-out', path: 'pages/home/index', about: '首页,没有登录' },
  { name: 'identity', path: 'pages/identity/index', about: '实名核验' },
  { name: 'overview-signed-out', path: `${social}/overview/index`, about: '社会保险,没有登录' }
]

export const overview = `${social}/overview/index`
export const contributions = `${social}/contributions/index?of=rs`
