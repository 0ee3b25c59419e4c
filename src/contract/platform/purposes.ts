import type { Purpose } from '../department.ts';

/** Purposes of the platform itself; services bring their own. */
export const platformPurposes: readonly Purpose[] = [
  {
    id: 'platform.account',
    version: 1,
    title: '登录和账户',
    reads: '您在微信、支付宝或统一身份认证中的账户标识，以及您设置的长辈版和语言。',
    from: '您使用的微信、支付宝或统一身份认证。',
    why: '让您登录，并记住您的设置。',
    kept: '保存到您注销账户为止。',
    sharedWith: '不提供给其他单位。',
  },
  {
    id: 'platform.identity',
    version: 1,
    title: '实名核验',
    reads: '您填写的姓名、证件类型和证件号码。',
    from: '您本人填写，由微信、支付宝、统一身份认证或大厅窗口核对。',
    why: '确认是您本人，避免别人查看您的信息。',
    kept: '证件号码加密保存，最长 2 小时；您同意记住后才会保存更久。',
    sharedWith: '仅在您办理事项时提供给对应的主管部门。',
  },
];
