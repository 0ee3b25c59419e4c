import type { ProblemCode } from '../problems.ts';

/** Title and detail of one problem. `{…}` places are filled by the gateway. */
export interface ProblemText {
  readonly title: string;
  readonly detail: string;
}

/** Rules of fields; the gateway maps every validation issue to one of these. */
export const ruleNames = [
  'required', 'type', 'unknown', 'tooShort', 'tooLong', 'format', 'choice', 'tooSmall', 'tooLarge', 'wholeNumber', 'tooMany',
  'length', 'characters', 'checkDigit', 'birthDate', 'prefix', 'date', 'futureDate', 'script', 'beyondLife', 'outsideWindow',
] as const;
export type RuleName = (typeof ruleNames)[number];

export interface GatewayTexts {
  readonly problem: Readonly<Record<ProblemCode, ProblemText>>;
  readonly rule: Readonly<Record<RuleName, string>>;
  readonly word: Readonly<{ field: string; department: string }>;
}

/** Texts the gateway itself sends, in the language of the request. `{department}` is the authority's name, `{label}` the field's. */
export const zhCN: GatewayTexts = {
  problem: {
    inputInvalid: { title: '有内容需要核对', detail: '请核对标出的内容，改好后再试。' },
    malformedRequest: { title: '这次请求没有读懂', detail: '请返回上一页再试一次。' },
    bodyTooLarge: { title: '内容太长', detail: '请缩短内容后再试。' },
    unsupportedMediaType: { title: '内容格式不对', detail: '请返回上一页再试一次。' },
    notFound: { title: '没有找到', detail: '这项内容不存在，或者不属于您。请回到首页重新进入。' },
    methodNotAllowed: { title: '不能这样打开', detail: '请回到首页重新进入。' },
    tooManyRequests: { title: '操作太频繁', detail: '请等 {retryAfter} 秒再试。' },
    overloaded: { title: '现在使用的人很多', detail: '请过一会儿再试。急事可以拨打 12345。' },
    sessionMissing: { title: '请先登录', detail: '登录后就可以继续。' },
    sessionExpired: { title: '登录已到期', detail: '请重新登录，然后继续。' },
    sessionRevoked: { title: '登录已退出', detail: '为保护您的信息，请重新登录。' },
    signatureInvalid: { title: '登录状态需要更新', detail: '请重新登录，然后继续。' },
    clockSkewed: { title: '手机时间不准', detail: '已按服务器时间校正，请再试一次。' },
    replayed: { title: '这次操作已经收到', detail: '请不要重复发送。如果没有看到结果，请再试一次。' },
    originRefused: { title: '请从本站打开', detail: '请回到首页重新进入。' },
    levelTooLow: { title: '需要核验身份', detail: '这项内容只给本人看。请先核验身份，然后继续。' },
    consentRequired: { title: '需要您的同意', detail: '查询前请先阅读用途说明，同意后继续。' },
    guardianRequired: { title: '需要监护人办理', detail: '未满 14 周岁请由监护人带证件到大厅办理，或拨打 12345。' },
    hostLoginFailed: { title: '登录没有完成', detail: '请再登录一次。' },
    hostUnavailable: { title: '登录服务暂时没有响应', detail: '请过一会儿再试，或换一种登录方式。' },
    identityMismatch: { title: '姓名和证件号码没有核对上', detail: '请按证件上的内容核对姓名、证件类型和号码。' },
    identityCancelled: { title: '核验没有完成', detail: '您可以重新核验，或换一种方式。' },
    identityMethodUnavailable: { title: '这种核验方式现在不能用', detail: '请换一种方式，或带证件到大厅领取绑定码。' },
    cameraRefused: { title: '没有打开摄像头或麦克风', detail: '可以在手机设置里允许后重新核验，也可以用绑定码，不用刷脸。' },
    faceNotPassed: { title: '人脸核验没有通过', detail: '可以换个光线好的地方重新核验，也可以用绑定码，不用刷脸。' },
    claimExpired: { title: '这次核验已过期', detail: '请重新开始核验。' },
    claimLimit: { title: '今天核验次数已用完', detail: '请明天再试，或拨打 12345。' },
    bindingCodeWrong: { title: '绑定码不对', detail: '请核对 8 位绑定码。输错 5 次后需要重新领取。' },
    bindingCodeSpent: { title: '绑定码已失效', detail: '请到大厅或拨打 12345 重新领取。' },
    keyReused: { title: '这份表单已经提交过', detail: '内容和上次不同。请重新打开表单再提交。' },
    draftConflict: { title: '草稿在别处改过', detail: '请重新打开草稿，核对后再保存。' },
    draftExpired: { title: '草稿已过期', detail: '草稿保存 90 天。请重新填写。' },
    gone: { title: '这项内容已经不在了', detail: '请回到首页重新进入。' },
    ticketInvalid: { title: '文件链接已失效', detail: '请回到上一页重新打开文件。' },
    departmentTimeout: { title: '{department}没有及时返回数据', detail: '可以稍后重试，或拨打 12345。' },
    departmentUnavailable: { title: '{department}暂时无法连接', detail: '其他服务不受影响。可以稍后重试，或拨打 12345。' },
    departmentGarbled: { title: '{department}返回的数据不完整', detail: '为避免看到错误数据，这次没有显示。请稍后重试。' },
    departmentRefused: { title: '{department}没有受理这次查询', detail: '请拨打 12345，并提供查询编号。' },
    personUnknownToDepartment: { title: '{department}没有您的记录', detail: '如果您认为有误，请带证件到服务网点核对。' },
    personDeceased: { title: '{department}登记的状态需要核对', detail: '请由本人或家属带证件到服务网点核对。' },
    qualificationNotRetired: { title: '您现在不用做资格认证', detail: '{department}没有您领取养老金的记录。如果您已经退休，请到服务网点核对。' },
    qualificationNotDue: { title: '还没到认证时间', detail: '到了可以认证的日期再来办理，不会影响您领取养老金。' },
    qualificationNoMatch: { title: '数据比对没有得出结果', detail: '{department}的数据不足以确认，这不影响您已经领取的养老金。可以刷脸认证，也可以到服务网点或打电话办理。' },
    serviceSuspended: { title: '{department}的查询暂停', detail: '恢复时间见公告。急事请到服务网点办理，或拨打 12345。' },
    internalError: { title: '这次没有办成', detail: '已经记录下来。请稍后重试，或拨打 12345 并提供查询编号。' },
  },
  rule: {
    required: '请填写{label}',
    type: '{label}的格式不对，请重新填写',
    unknown: '有一项内容不认识，请返回上一页再试',
    tooShort: '{label}至少 {requirement} 个字',
    tooLong: '{label}最多 {requirement} 个字',
    format: '{label}的格式不对，请核对',
    choice: '请从列出的选项里选择{label}',
    tooSmall: '{label}不能小于 {requirement}',
    tooLarge: '{label}不能大于 {requirement}',
    wholeNumber: '{label}应为整数',
    tooMany: '{label}的项目太多',
    length: '证件号码的位数不对，请核对',
    characters: '证件号码里有不该出现的字，请核对',
    checkDigit: '身份证号最后一位对不上，请核对每一位',
    birthDate: '证件号码里的出生日期不对，请核对',
    prefix: '证件号码和证件类型对不上，请核对',
    date: '{label}应为真实的日期',
    futureDate: '{label}不能晚于今天',
    script: '{label}里有不能使用的符号',
    beyondLife: '{label}不能多于 {requirement} 个月，那是从 16 岁到现在的月数，请核对',
    outsideWindow: '{label}不在可以选择的范围里，请重新选择',
  },
  word: { field: '这一项', department: '主管部门' },
};
