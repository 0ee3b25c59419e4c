import { refuse } from '../../contract/problems.ts';
import type { ProblemCode } from '../../contract/problems.ts';
import type { InputOf, OutputOf } from '../../contract/operation.ts';
import { accountAccessLog } from '../../contract/platform/account.ts';
import { shanghaiTime } from '../../contract/shanghai-time.ts';
import { texts } from '../../contract/texts/index.ts';
import type { AuditKind } from '../audit/row.ts';
import type { Handlers, ReadHandler } from '../ports.ts';
import type { AccountDeps } from './deps.ts';

const kinds: Readonly<Record<AuditKind, string>> = {
  read: '查询', write: '办理', refusal: '未通过', signIn: '登录核验', signOut: '退出', consent: '授权', deletion: '注销', operator: '工作人员',
};

/** Acts of the identity part that are no operations a client calls. */
const acts: Readonly<Record<string, string>> = {
  'identity.weixinRealName': '微信实名核验',
  'identity.alipayCertify': '支付宝身份验证',
  'identity.bindingCode': '绑定码核验',
  'identity.issueBindingCode': '工作人员发放绑定码',
  'session.unifiedSignIn': '统一身份认证登录',
  'checkRequests.takenOver': '核对申请转交主管部门',
  'checkRequests.answered': '主管部门答复核对申请',
  'alerts.told': '按您的选择发出提醒',
};

function outcomeWords(outcome: string, language: 'zh-CN' | 'en'): string {
  if (outcome === 'ok' || outcome === 'repeated') return language === 'en' ? 'Done' : '已完成';
  const { problem } = texts[language];
  return Object.hasOwn(problem, outcome) ? problem[outcome as ProblemCode].title.replace(/\{\w+\}/g, '') : outcome.slice(0, 40);
}

/** Handler of `account.accessLog`: the person's own part of the audit, in words. */
export function accessLogHandlers({ audit, words }: AccountDeps): Handlers {
  const log: ReadHandler<InputOf<typeof accountAccessLog>, OutputOf<typeof accountAccessLog>> = {
    kind: 'read',
    async handle({ session, language }, { page }) {
      if (!session?.personRef) return refuse('levelTooLow', { requiredLevel: 'L2' });
      const { rows, more } = await audit.readOwn(session.personRef, { page });
      const entries = rows.map((row) => ({
        at: shanghaiTime(row.at),
        operation: (acts[row.operation] ?? words.operation(row.operation) ?? row.operation).slice(0, 80),
        kind: kinds[row.kind],
        outcome: outcomeWords(row.outcome, language).slice(0, 40),
        department: row.department === null ? null : (words.department(row.department) ?? row.department).slice(0, 40),
        purpose: (row.purpose === null ? '' : (words.purpose(row.purpose) ?? row.purpose)).slice(0, 80),
        // The audit keeps no host: an account hash cannot be turned back.
        host: null,
      }));
      return { ok: true, data: { entries, page, pageCount: more ? page + 1 : page } };
    },
  };
  return { [accountAccessLog.name]: log };
}
