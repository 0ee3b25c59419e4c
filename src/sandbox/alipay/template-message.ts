import type { CityPerson } from '../person.ts';
import type { ReceivedMessages } from '../received-messages.ts';
import { failure, success } from './answers.ts';
import type { Node } from './answers.ts';

/** Templates of the demo mini-program's console: how many keywords, and whether a permission is used up by a message. */
export const alipayTemplates: Readonly<Record<string, { readonly keywords: number; readonly longTerm: boolean }>> = {
  'sandbox-alipay-social-security': { keywords: 3, longTerm: true },
  'sandbox-alipay-due': { keywords: 3, longTerm: false },
};

const failed = (subCode: string, words: string): Node => failure('40004', subCode, words);

/** `alipay.open.app.mini.templatemessage.send`. The code for a person who did not subscribe is assumed. */
export function sendTemplateMessage(biz: Readonly<Record<string, unknown>>, people: readonly CityPerson[], received: ReceivedMessages): Node {
  const { to_user_id: userId, to_open_id: openId, user_template_id: templateId, page, data } = biz;
  const person = people.find((one) => one.alipay && ((userId !== undefined && one.alipay.userId === userId) || (openId !== undefined && one.alipay.openId === openId)));
  if (!person) return failed('USER_NOT_EXIST', '用户不存在');
  const template = typeof templateId === 'string' && Object.hasOwn(alipayTemplates, templateId) ? alipayTemplates[templateId] : undefined;
  if (!template || typeof templateId !== 'string' || typeof page !== 'string') return failed('USER_TEMPLATE_ILLEGAL', '模板不可用');
  let given: Record<string, { value?: unknown }> | null = null;
  try {
    // JSON inside JSON: an object is the common mistake.
    given = typeof data === 'string' ? (JSON.parse(data) as Record<string, { value?: unknown }>) : null;
  } catch {
    given = null;
  }
  const names = Object.keys(given ?? {});
  const wanted = Array.from({ length: template.keywords }, (_, index) => `keyword${index + 1}`);
  if (!given || names.length !== wanted.length || wanted.some((name) => !names.includes(name))) return failed('USER_TEMPLATE_LACK_KEYWORD', '关键词个数与模板不符');
  const values: Record<string, string> = {};
  for (const name of wanted) {
    const value = given[name]?.value;
    if (typeof value !== 'string' || value === '' || value.length > 50) return failed('USER_KEYWORD_LENGTH_ERROR', '关键词长度不符');
    values[name] = value;
  }
  if (!received.permit('alipay', person.id, templateId, template.longTerm)) return failed('USER_NOT_SUBSCRIBE', '用户没有订阅');
  received.deliver({ host: 'alipay', personId: person.id, templateId, page, data: values });
  return success;
}
