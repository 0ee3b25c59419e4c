/**
 * Turns a built Alipay package into one that WeChat's compiler and the simulator can run. Nothing but spelling
 * changes: directives, event attributes, the script modules of templates, and the recursion of templates
 * (which wcc refuses) written out level by level.
 */
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** How deep views may be nested in the converted templates. */
export const LEVELS = 28

/** Alipay's event names that WeChat spells differently. */
const EVENT_NAMES: Record<string, string> = { longtap: 'longpress' }

function eventName(name: string): string {
  const lower = name.toLowerCase()
  return EVENT_NAMES[lower] ?? lower
}

/** One template file: `a:` → `wx:`, `onTap` → `bindtap`, `catchTap` → `catchtap`, `import-sjs` → `wxs`, `.axml` → `.wxml`. */
export function convertMarkup(axml: string): string {
  return axml
    .replace(/<import-sjs\s+name="([^"]+)"\s+from="([^"]+)\.sjs"\s*\/?>(?:<\/import-sjs>)?/g, '<wxs module="$1" src="$2.wxs" />')
    .replace(/<import-sjs\s+from="([^"]+)\.sjs"\s+name="([^"]+)"\s*\/?>(?:<\/import-sjs>)?/g, '<wxs module="$2" src="$1.wxs" />')
    .replace(/\.axml"/g, '.wxml"')
    .replace(/(\s)a:(if|elif|else|for|for-item|for-index|for-items|key)(?=[\s=/>])/g, '$1wx:$2')
    .replace(/(\s)catch([A-Z]\w*)=/g, (_all, space: string, name: string) => `${space}catch${eventName(name)}=`)
    .replace(/(\s)on([A-Za-z]\w*)="(?!\{\{)/g, (_all, space: string, name: string) => `${space}bind${eventName(name)}="`)
}

/** A template's script module: `export default` → `module.exports =`. */
export function convertScript(sjs: string): string {
  return sjs.replace(/export\s+default\s/, 'module.exports = ')
}

/**
 * Writes `tmpl_0_*` out for every level, each calling the next; the last level shows a sentence instead,
 * so that nesting beyond the limit is seen and not lost.
 */
export function unroll(wxml: string, levels = LEVELS): string {
  const recursive = /<template name="tmpl_0_[\s\S]*?<\/template>/g
  const templates = wxml.match(recursive) ?? []
  const rest = wxml.replace(recursive, '').trimEnd()
  const out = [rest]
  for (let level = 0; level < levels; level += 1) {
    for (const template of templates) {
      out.push(template
        .replaceAll('name="tmpl_0_', `name="tmpl_${level}_`)
        .replaceAll('xs.a(0,', `xs.a(${level + 1},`)
        .replaceAll("'tmpl_0_", `'tmpl_${level}_`)
        .replaceAll('is="tmpl_0_', `is="tmpl_${level}_`))
    }
  }
  for (const template of templates) {
    const name = /name="tmpl_0_([^"]*)"/.exec(template)?.[1] ?? ''
    out.push(`<template name="tmpl_${levels}_${name}"><view>嵌套超过 ${levels} 层</view></template>`)
  }
  return `${out.join('\n\n')}\n`
}

/** Converts a whole package folder; `to` is emptied first. */
export function convertPackage(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true })
  mkdirSync(to, { recursive: true })
  cpSync(from, to, { recursive: true })
  for (const name of readdirSync(to, { recursive: true }) as string[]) {
    const file = join(to, name)
    if (name.endsWith('.axml')) {
      const markup = convertMarkup(readFileSync(file, 'utf8'))
      writeFileSync(file.replace(/\.axml$/, '.wxml'), markup.includes('<template name="tmpl_0_') ? unroll(markup) : markup)
      rmSync(file)
    } else if (name.endsWith('.sjs')) {
      writeFileSync(file.replace(/\.sjs$/, '.wxs'), convertScript(readFileSync(file, 'utf8')))
      rmSync(file)
    } else if (name.endsWith('.acss')) {
      mkdirSync(dirname(file), { recursive: true })
      renameSync(file, file.replace(/\.acss$/, '.wxss'))
    }
  }
}
