import type { ServiceContract } from '../../contract/department.ts';
import { socialSecurityMedicalAccount, socialSecurityPensionAccount } from './operations/accounts.ts';
import {
  socialSecurityCertificate, socialSecurityCertificateFile, socialSecurityCertificateIssue, socialSecurityCertificates, socialSecurityCertificateVerify,
} from './operations/certificate.ts';
import { socialSecurityContributions, socialSecurityMedicalContributions } from './operations/contributions.ts';
import { socialSecurityFlexiblePlan } from './operations/flexible.ts';
import { socialSecurityPensionEstimate } from './operations/pension-estimate.ts';
import { socialSecurityPensionInputs } from './operations/pension-inputs.ts';
import { socialSecurityPolicyYears } from './operations/policy-years.ts';
import { purposes } from './operations/purposes.ts';
import { socialSecurityRetirement } from './operations/retirement.ts';
import { socialSecurityConfirmByData, socialSecurityConfirmByFace, socialSecurityQualification } from './operations/qualification.ts';
import { socialSecurityMedicalStatus, socialSecurityStatus } from './operations/status.ts';
import { topics } from './operations/topics.ts';

export { socialSecurityMedicalAccount, socialSecurityPensionAccount } from './operations/accounts.ts';
export {
  certificateSpans, socialSecurityCertificate, socialSecurityCertificateFile, socialSecurityCertificateIssue, socialSecurityCertificates, socialSecurityCertificateVerify,
} from './operations/certificate.ts';
export { socialSecurityContributions, socialSecurityMedicalContributions } from './operations/contributions.ts';
export type { ContributionKind } from './operations/contributions.ts';
export { socialSecurityFlexiblePlan } from './operations/flexible.ts';
export { specialCases } from './operations/office.ts';
export type { Group, SpecialCase } from './operations/office.ts';
export { indexBounds, socialSecurityPensionEstimate } from './operations/pension-estimate.ts';
export type { Assumption, When } from './operations/pension-estimate.ts';
export { socialSecurityPensionInputs } from './operations/pension-inputs.ts';
export { socialSecurityPolicyYears } from './operations/policy-years.ts';
export { socialSecurityRetirement } from './operations/retirement.ts';
export { socialSecurityConfirmByData, socialSecurityConfirmByFace, socialSecurityQualification } from './operations/qualification.ts';
export type { QualificationState, QualificationWay } from './operations/qualification.ts';
export { socialSecurityMedicalStatus, socialSecurityStatus } from './operations/status.ts';
export type { InsuredState } from './operations/status.ts';

/** Social insurance of two authorities, side by side and never mixed. */
export const service: ServiceContract = {
  id: 'social-security',
  title: '社会保险查询',
  summary: '查看养老、失业、工伤、医疗、生育保险的参保状态、缴费记录和个人账户。',
  authority: '示例市人力资源和社会保障局、示例市医疗保障局',
  page: '/services/social-security/pages/overview/index',
  aliases: ['社保', '社会保险', '五险', '养老保险', '养老金', '医保', '失业保险', '工伤保险', '生育保险', '缴费记录', '个人账户', '断缴', '补缴', '退休', '退休年龄', '延迟退休', '养老金测算', '灵活就业', '资格认证', '养老金认证', '提醒', '欠费', '参保证明', '社保证明', '缴费证明'],
  operations: [
    socialSecurityStatus,
    socialSecurityMedicalStatus,
    socialSecurityContributions,
    socialSecurityMedicalContributions,
    socialSecurityPensionAccount,
    socialSecurityMedicalAccount,
    socialSecurityPolicyYears,
    socialSecurityRetirement,
    socialSecurityPensionInputs,
    socialSecurityPensionEstimate,
    socialSecurityFlexiblePlan,
    socialSecurityQualification,
    socialSecurityConfirmByData,
    socialSecurityConfirmByFace,
    socialSecurityCertificateIssue,
    socialSecurityCertificates,
    socialSecurityCertificate,
    socialSecurityCertificateFile,
    socialSecurityCertificateVerify,
  ],
  purposes,
  topics,
};
