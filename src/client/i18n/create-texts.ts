import { uiStore } from '../ui-store'
import { pseudo } from './pseudo'

/** Placeholder names of a text: `PlaceholdersOf<'{a}到{b}'>` is `'a' | 'b'`. */
export type PlaceholdersOf<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | PlaceholdersOf<Rest> : never

/** A call needs parameters exactly when the zh-CN text has placeholders. */
export type ParamsOf<S extends string> = [PlaceholdersOf<S>] extends [never] ? [] : [params: Record<PlaceholdersOf<S>, string | number>]

export type Translate<D extends Record<string, string>> = <K extends keyof D & string>(key: K, ...params: ParamsOf<D[K]>) => string

/** Puts values into `{name}` places. An unknown place stays visible, so that a mistake shows. */
export function fill(text: string, params: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in params ? String(params[name]) : place))
}

/** Mark before a Chinese text that stands in for a missing translation. */
export const missingMark = '〔中〕'

/**
 * Makes the typed text function of one dictionary. zh-CN is complete by type; `en` may miss keys, which then show the Chinese text with a
 * visible mark. A component that shows texts must be a MobX observer, so that it follows a change of language.
 */
export function createTexts<const D extends Record<string, string>>(zhCN: D, en: Partial<Record<keyof D & string, string>>): Translate<D> {
  return (key, ...params) => {
    const values = params[0] as Record<string, string | number> | undefined
    const chinese = zhCN[key] as string
    switch (uiStore.locale) {
      case 'en': {
        const english = en[key]
        return english === undefined ? missingMark + fill(chinese, values) : fill(english, values)
      }
      case 'pseudo':
        return fill(pseudo(chinese), values)
      default:
        return fill(chinese, values)
    }
  }
}
