import type { Purpose } from '../department.ts';

/** Purposes of the platform itself; services bring their own. */
export const platformPurposes: readonly Purpose[] = [
  {
    id: 'platform.account',
    version: 1,
    title: '登录和账户',
    reads: '您在微信、支付宝或统一身份认证中的账户标识，以及您设置的长辈版、语言和办事身份。',
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
  {
    id: 'platform.face',
    version: 1,
    title: '人脸核验',
    reads: '由微信或支付宝在您的手机上拍摄和比对人脸。我们只收到通过或没有通过，收不到人脸图像。',
    from: '您本人在微信或支付宝的页面里完成。',
    why: '办理注销账户、查看完整号码这类事项前，确认是您本人在操作。',
    kept: '人脸图像不保存。核验结果 30 分钟后失效。',
    sharedWith: '您的姓名和证件号码会发给微信或支付宝，只用于这次比对。',
  },
  {
    id: 'platform.remember',
    version: 1,
    title: '在这个手机上记住我',
    reads: '您已经核验过的姓名、证件类型和证件号码。',
    from: '您上一次核验的结果。',
    why: '以后用这个手机打开时不用再核验身份。办理注销账户这类事项时，仍然要再核验一次。',
    kept: '加密保存 180 天，到期自动删除。您可以随时移除，移除后马上生效。',
    sharedWith: '不提供给其他单位。',
  },
];
