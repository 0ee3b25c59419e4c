import type { Basis } from '../../../contract/operation.ts';
import type { Purpose } from '../../../contract/department.ts';

const kept = '我们不保存这些记录。查询结果最长缓存 5 分钟，您退出或撤回同意后立即清除。';
const sharedWith = '不提供给其他单位或个人。';

export const alertsPurpose = 'social-security.alerts';
export const qualificationPurpose = 'social-security.qualification';

/** One purpose per authority: a person may agree to one and not to the other. */
export const purposes: readonly Purpose[] = [
  {
    id: 'social-security.rs',
    version: 1,
    title: '查询养老、失业、工伤保险',
    reads: '您的参保状态、每月缴费记录和养老保险个人账户。查询时会把您的姓名、证件类型和证件号码交给人社部门核对。',
    from: '市人力资源和社会保障局。',
    why: '让您查看自己的社会保险权益。',
    kept,
    sharedWith,
  },
  {
    id: 'social-security.yb',
    version: 1,
    title: '查询医疗、生育保险',
    reads: '您的医保参保状态、每月缴费记录和医保个人账户，不包括就医和用药记录。查询时会把您的姓名、证件类型和证件号码交给医保部门核对。',
    from: '市医疗保障局。',
    why: '让您查看自己的医疗保险权益。',
    kept,
    sharedWith,
  },
  {
    id: alertsPurpose,
    version: 1,
    title: '社保缴费提醒',
    reads: '人社部门的变动清单里与您有关的断缴、欠费、参保中断，只取类别、险种和月份，不取金额。',
    from: '市人力资源和社会保障局。',
    why: '让您及时知道社保出了变动。只有您开启的提醒才会处理，晚上 10 点到早上 8 点不打扰。',
    kept: '提醒保存 1 年，方便您回看。关闭提醒后立即停止处理，别人的记录一律不保存。',
    sharedWith: '您允许微信或支付宝送达时，它们会收到提醒的类别和日期，不会收到月份、险种和您的姓名。',
  },
  {
    id: qualificationPurpose,
    version: 1,
    title: '养老金资格认证和到期提醒',
    reads: '您领取养老金的资格状态、上次认证日期和下次到期日。认证时会把您的姓名、证件类型和证件号码交给人社部门核对。',
    from: '市人力资源和社会保障局。',
    why: '让您不跑路完成资格认证，到期前提醒您。',
    kept: '认证记录由人社部门保存，我们不保存。您开启到期提醒时，我们只保存下次到期日，关闭后立即删除。',
    sharedWith: '您允许微信或支付宝送达提醒时，它们会收到提醒的类别和日期。不提供给其他单位或个人。',
  },
  {
    id: 'social-security.certificate',
    version: 1,
    title: '开具参保证明',
    reads: '您的参保状态和缴费月份。开具和打开时会把您的姓名、证件类型和证件号码交给人社部门核对。',
    from: '市人力资源和社会保障局。证明由它开具、编号、盖章并负责核验。',
    why: '按您的申请开具参保证明，让收到证明的单位能够核验。',
    kept: '我们保存证明编号、验证码、文件摘要和有效期，到证明失效一年后删除；证明文件和缴费记录不保存。',
    sharedWith: '不提供给其他单位或个人。您把验证码交给谁，谁就能看到隐去部分字的姓名、期间和有效期。',
  },
];

/** The person asks for it: no consent has to be asked for what was ordered (个人信息保护法 art. 13 (2)). */
export const certificateBasis: Basis = { basis: 'contract', purpose: 'social-security.certificate' };
export const rsBasis: Basis = { basis: 'consent', purpose: 'social-security.rs' };
export const qualificationBasis: Basis = { basis: 'consent', purpose: qualificationPurpose };
export const ybBasis: Basis = { basis: 'consent', purpose: 'social-security.yb' };
