import { colours, constants, scaledSizes, sizes } from './tokens.ts'
import type { Mode, Scheme } from './tokens.ts'

const unitless = new Set(['line-height', 'line-height-tight', 'paragraph-gap'])

function colourLines(scheme: Scheme): string[] {
  return Object.entries(colours[scheme]).map(([name, value]) => `  --cb-${name}: ${value};`)
}

function sizeLines(mode: Mode): string[] {
  return Object.entries(sizes[mode]).map(([name, value]) =>
    (scaledSizes as readonly string[]).includes(name)
      ? `  --cb-${name}: calc(${value}px * var(--cb-scale, 1));`
      : `  --cb-${name}: ${value}px;`)
}

function constantLines(): string[] {
  return Object.entries(constants).map(([name, value]) => {
    if (unitless.has(name)) return `  --cb-${name}: ${value};`
    return name.endsWith('-ms') ? `  --cb-${name.slice(0, -3)}: ${value}ms;` : `  --cb-${name}: ${value}px;`
  })
}

/** The whole style sheet of custom properties: one class per scheme and mode, put on every page root. */
export function tokensCss(): string {
  const block = (selector: string, lines: string[]) => `${selector} {\n${lines.join('\n')}\n}\n`
  return [
    '// Generated from tokens.ts by write-tokens.ts. Do not edit.\n',
    block('.cb-root', [...constantLines(), ...colourLines('light'), ...sizeLines('normal')]),
    block('.cb-dark', colourLines('dark')),
    block('.cb-elder', sizeLines('elder')),
  ].join('\n')
}
