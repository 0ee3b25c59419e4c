import type { TopicDeclaration } from '../../../contract/topic.ts';
import { alertsPurpose, qualificationPurpose } from './purposes.ts';

const alerts = '/services/social-security/pages/alerts/index';

/** What a person may want to hear of. Title and advice travel through the hosts: they name neither month nor amount. */
export const topics: readonly TopicDeclaration[] = [
  {
    id: 'socialSecurity.gap',
    title: '社保断缴提醒',
    detail: '养老、失业、工伤保险有一个月没有缴费记录时告诉您，每次断缴只说一次。',
    advice: '请打开查看是哪个月、怎么办',
    purpose: alertsPurpose,
    messageKind: 'socialSecurityGap',
    page: alerts,
  },
  {
    id: 'socialSecurity.arrears',
    title: '社保欠费提醒',
    detail: '单位或您本人应缴的费用到期没有到账时告诉您。',
    advice: '请打开查看欠费说明',
    purpose: alertsPurpose,
    messageKind: 'socialSecurityArrears',
    page: alerts,
  },
  {
    id: 'socialSecurity.interruption',
    title: '参保中断提醒',
    detail: '参保状态变成“暂停缴费”时告诉您，例如换工作还没有接续。',
    advice: '请打开查看怎样接续',
    purpose: alertsPurpose,
    messageKind: 'socialSecurityInterruption',
    page: alerts,
  },
  {
    id: 'socialSecurity.qualificationDue',
    title: '养老金资格认证到期提醒',
    detail: '认证到期前 30 天、7 天、1 天各提醒一次，到期日以人社部门为准。',
    advice: '请在到期前完成资格认证',
    purpose: qualificationPurpose,
    messageKind: 'qualificationDue',
    page: '/services/social-security/pages/qualification/index',
    remindDays: [30, 7, 1],
  },
];
