import type { TopicDeclaration } from '../../contract/topic.ts';
import { shanghaiDate, shanghaiDateTime } from '../../contract/shanghai-time.ts';
import { fitAlipay, fitWeixin } from './values.ts';

/** What may stand in a host's message: the topic's own words and the time. Nothing of a person, nothing a department said. */
export const valueSources = ['title', 'advice', 'date', 'time'] as const;
export type ValueSource = (typeof valueSources)[number];

/** A template of WeChat's console: its places and what stands there. */
export interface WeixinTemplate {
  readonly id: string;
  readonly kind: 'oneTime' | 'longTerm';
  readonly data: Readonly<Record<string, ValueSource>>;
}
/** A template of Alipay's console: its keywords in order. */
export interface AlipayTemplate {
  readonly id: string;
  readonly kind: 'oneTime' | 'longTerm';
  readonly keywords: readonly ValueSource[];
}

export type Composed<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly rule: string };

function sourceOf(source: ValueSource, topic: TopicDeclaration, at: Date): string {
  switch (source) {
    case 'title': return topic.title;
    case 'advice': return topic.advice;
    case 'date': return shanghaiDate(at);
    case 'time': return shanghaiDateTime(at).slice(0, 16);
  }
}

/** `data` of WeChat's `subscribe/send`: `{thing1: {value}}`; or the place and rule that would be refused. */
export function composeWeixin(template: WeixinTemplate, topic: TopicDeclaration, at: Date): Composed<Readonly<Record<string, { value: string }>>> {
  const data: Record<string, { value: string }> = {};
  for (const [place, source] of Object.entries(template.data)) {
    const fitted = fitWeixin(place, sourceOf(source, topic, at));
    if (!fitted.ok) return { ok: false, rule: `${place}.${fitted.rule}` };
    data[place] = { value: fitted.value };
  }
  return { ok: true, data };
}

/** `data` of Alipay's template message before it becomes text: exactly as many keywords as the template has. */
export function composeAlipay(template: AlipayTemplate, topic: TopicDeclaration, at: Date): Composed<Readonly<Record<string, { value: string }>>> {
  const data: Record<string, { value: string }> = {};
  for (const [index, source] of template.keywords.entries()) {
    const fitted = fitAlipay(sourceOf(source, topic, at));
    if (!fitted.ok) return { ok: false, rule: `keyword${index + 1}.${fitted.rule}` };
    data[`keyword${index + 1}`] = { value: fitted.value };
  }
  return { ok: true, data };
}
