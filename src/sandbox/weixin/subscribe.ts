import type { CityPerson } from '../person.ts';
import type { ReceivedMessages } from '../received-messages.ts';
import type { WeixinErrorCode } from './answers.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Templates of the demo mini-program's console: their places, and whether a permission is used up by a message. */
export const weixinTemplates: Readonly<Record<string, { readonly places: readonly string[]; readonly longTerm: boolean }>> = {
  'sandbox-weixin-social-security': { places: ['thing1', 'date2', 'thing3'], longTerm: true },
  'sandbox-weixin-due': { places: ['thing1', 'time2', 'thing4'], longTerm: false },
};

/** WeChat's value rules, written down here a second time. */
const rules: readonly (readonly [string, (value: string) => boolean])[] = [
  ['thing', (value) => value.length <= 20],
  ['character_string', (value) => value.length <= 32 && /^[\x20-\x7e]*$/.test(value)],
  ['phrase', (value) => /^[\u4e00-\u9fff]{1,5}$/.test(value)],
  ['date', (value) => /^\d{4}(-\d{2}-\d{2}|年\d{1,2}月\d{1,2}日)/.test(value)],
  ['time', (value) => /\d{1,2}:\d{2}/.test(value)],
  ['number', (value) => /^[\d.]{1,32}$/.test(value)],
  ['name', (value) => value.length <= 20],
];

/** Answer of `subscribe/send`: null is a delivered message, otherwise the error and for 47003 the place at fault. */
export function sendSubscribeMessage(body: Fields, people: readonly CityPerson[], received: ReceivedMessages): { code: WeixinErrorCode; place?: string } | null {
  const { touser, template_id: templateId, page, data } = body;
  const person = people.find((one) => one.weixin?.openid === touser);
  if (!person) return { code: 40003 };
  const template = typeof templateId === 'string' && Object.hasOwn(weixinTemplates, templateId) ? weixinTemplates[templateId] : undefined;
  if (!template || typeof templateId !== 'string') return { code: 40037 };
  if (typeof page !== 'string' || page.startsWith('/')) return { code: 41030 };
  const values: Record<string, string> = {};
  for (const place of template.places) {
    const value = (data as Record<string, { value?: unknown } | undefined> | undefined)?.[place]?.value;
    const rule = rules.find(([kind]) => place.startsWith(kind))?.[1];
    if (typeof value !== 'string' || value === '' || !rule?.(value)) return { code: 47003, place };
    values[place] = value;
  }
  if (!received.permit('weixin', person.id, templateId, template.longTerm)) return { code: 43101 };
  received.deliver({ host: 'weixin', personId: person.id, templateId, page, data: values });
  return null;
}
