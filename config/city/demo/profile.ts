/**
 * The demo city. Copy this folder to config/city/<your city>, change the values, and start with CHENGBAN_PROFILE=<your city>.
 * Data only: secrets come from the environment. `{sandbox}` is the address of the sandbox city.
 */
export const profile = {
  city: '示例市',
  sponsor: '示例市人民政府',
  operator: '示例市大数据发展管理局',
  filingNo: '演示环境，尚未备案',
  hotline: '12345',
  complaint: { phone: '12345', words: '对服务不满意，可以拨打 12345，7 个工作日内答复。' },
  hall: { name: '示例市政务服务大厅', address: '示例市人民路 1 号', hours: '工作日 9:00-12:00，13:00-17:00' },
  sandbox: true,
  cipher: 'aes-256-gcm',
  hosts: {
    weixin: {
      baseUrl: '{sandbox}/weixin', realNameAppId: 'wx308bd2aeb83d3345', realNamePath: 'subPages/city/wxpay-auth/main',
      // Templates of the mini-program's console. What a host carries says what kind of notice it is and when, nothing more.
      templates: {
        'socialSecurity.gap': { id: 'sandbox-weixin-social-security', kind: 'longTerm', data: { thing1: 'title', date2: 'date', thing3: 'advice' } },
        'socialSecurity.arrears': { id: 'sandbox-weixin-social-security', kind: 'longTerm', data: { thing1: 'title', date2: 'date', thing3: 'advice' } },
        'socialSecurity.interruption': { id: 'sandbox-weixin-social-security', kind: 'longTerm', data: { thing1: 'title', date2: 'date', thing3: 'advice' } },
        'socialSecurity.qualificationDue': { id: 'sandbox-weixin-due', kind: 'oneTime', data: { thing1: 'title', time2: 'time', thing4: 'advice' } },
      },
      miniProgramState: 'formal',
    },
    alipay: {
      gatewayUrl: '{sandbox}/alipay/gateway.do',
      templates: {
        'socialSecurity.gap': { id: 'sandbox-alipay-social-security', kind: 'longTerm', keywords: ['title', 'date', 'advice'] },
        'socialSecurity.arrears': { id: 'sandbox-alipay-social-security', kind: 'longTerm', keywords: ['title', 'date', 'advice'] },
        'socialSecurity.interruption': { id: 'sandbox-alipay-social-security', kind: 'longTerm', keywords: ['title', 'date', 'advice'] },
        'socialSecurity.qualificationDue': { id: 'sandbox-alipay-due', kind: 'oneTime', keywords: ['title', 'time', 'advice'] },
      },
    },
    unified: { dialect: 'oidc', issuer: '{sandbox}/identity', ticketUrl: '{sandbox}/identity/ticket', highAssurance: ['3', 'level:3'] },
  },
  checkRequests: { workingDays: 5, generalDepartment: 'rs' },
  quietHours: { from: '22:00', to: '08:00' },
  identityMethods: {
    weapp: [
      { id: 'weixinRealName', enabled: true },
      { id: 'weixinFace', enabled: true },
      { id: 'bindingCode', enabled: true },
    ],
    alipay: [
      { id: 'alipayCertify', enabled: true },
      { id: 'alipayCertDoc', enabled: true },
      // Needs a contract with Alipay that hands over name and document; most have none.
      { id: 'alipayUserInfo', enabled: false },
      { id: 'bindingCode', enabled: true },
    ],
    h5: [
      { id: 'unifiedIdentity', enabled: true },
      { id: 'bindingCode', enabled: true },
    ],
  },
  departments: {
    defaultBaseUrl: '{sandbox}/departments/{id}',
    defaultLimits: {},
    byId: {},
  },
};
