import type { DepartmentHandler, DepartmentModule } from '../../contract/department.ts';
import { medicalAccount, pensionAccount } from './department/accounts.ts';
import { certificate, verifyCertificate } from './department/certificate.ts';
import { contributions, medicalContributions } from './department/contributions.ts';
import { pensionInputs } from './department/pension-inputs.ts';
import { checkDesks } from './department/checks.ts';
import { rsFeed } from './department/feed.ts';
import { confirmByData, confirmByFace, qualification, qualificationDueOn } from './department/qualification.ts';
import { medicalStatus, status } from './department/status.ts';

/** Two authorities with two dialects; each operation asks exactly one of them. */
export const department: DepartmentModule = {
  departments: [
    {
      id: 'rs',
      authority: '示例市人力资源和社会保障局',
      dialect: 'national-exchange',
      phone: '12333',
      outlet: { name: '示例市社会保险服务大厅', address: '示例市示例区人民路 1 号', hours: '工作日 9:00–12:00，13:30–17:00' },
    },
    {
      id: 'yb',
      authority: '示例市医疗保障局',
      dialect: 'provincial-hmac',
      phone: '12393',
      outlet: { name: '示例市医疗保障服务大厅', address: '示例市示例区健康路 8 号', hours: '工作日 9:00–12:00，13:30–17:00' },
    },
  ],
  documents: [certificate],
  handlers: {
    'socialSecurity.status': status,
    'socialSecurity.medicalStatus': medicalStatus,
    'socialSecurity.contributions': contributions,
    'socialSecurity.medicalContributions': medicalContributions,
    'socialSecurity.pensionAccount': pensionAccount,
    'socialSecurity.medicalAccount': medicalAccount,
    'socialSecurity.pensionInputs': pensionInputs,
    'socialSecurity.qualification': qualification,
    'socialSecurity.certificateVerify': verifyCertificate as DepartmentHandler,
  },
  writers: { 'socialSecurity.confirmByData': confirmByData, 'socialSecurity.confirmByFace': confirmByFace },
  feeds: [rsFeed],
  checkDesks,
  dueDates: { 'socialSecurity.qualificationDue': qualificationDueOn },
};
