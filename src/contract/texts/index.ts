import { en } from './en.ts';
import { zhCN, type GatewayTexts } from './zh-CN.ts';

export { ruleNames, type GatewayTexts, type ProblemText, type RuleName } from './zh-CN.ts';

/** Languages of the gateway's own texts. */
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

export const texts: Readonly<Record<Language, GatewayTexts>> = { 'zh-CN': zhCN, en };

/** Puts values into `{name}` places; an unknown place stays visible, so that a mistake shows. */
export function fillText(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : place));
}

/** `zh-CN` unless the first language asked for is English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return acceptLanguage !== undefined && /^\s*en\b/i.test(acceptLanguage) ? 'en' : 'zh-CN';
}
