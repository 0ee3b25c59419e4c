import type { Basis } from '../../../contract/operation.ts';
import type { Purpose } from '../../../contract/department.ts';

const kept = '我们不保存这些记录。查询结果最长缓存 5 分钟，您退出或撤回同意后立即清除。';
const sharedWith = '不提供给其他单位或个人。';

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
];

export const rsBasis: Basis = { basis: 'consent', purpose: 'social-security.rs' };
export const ybBasis: Basis = { basis: 'consent', purpose: 'social-security.yb' };
