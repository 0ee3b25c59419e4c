/**
 * The one place for colours and sizes. `tokens.scss` beside it is generated from this data (`node src/client/theme/write-tokens.ts`)
 * and a test refuses a difference. One `px` is one density-independent pixel on every host (see config/index.ts).
 */

/** Colours of the two schemes. Contrast of every pair in `textPairs` is at least 4.5:1, checked by a test. */
export const colours = {
  light: {
    page: '#F3F5F8',
    card: '#FFFFFF',
    sunken: '#EDF0F5',
    line: '#DDE3EA',
    ink: '#1A2433',
    'ink-2': '#475467',
    'ink-3': '#5F6B7C',
    primary: '#0F5BC4',
    'primary-pressed': '#0B479A',
    'primary-tint': '#E8F0FC',
    'on-primary': '#FFFFFF',
    second: '#5585D0',
    success: '#0B6B3A',
    'success-tint': '#E6F4EC',
    warning: '#8A4B00',
    'warning-tint': '#FDF1DF',
    danger: '#B3261E',
    'danger-tint': '#FCEAE9',
    neutral: '#475467',
    'neutral-tint': '#EDF0F5',
    band: '#0B3F8A',
    'on-band': '#FFFFFF',
    'on-band-2': '#D6E4F9',
    scrim: '#0C1420',
  },
  dark: {
    page: '#12161C',
    card: '#1C222B',
    sunken: '#252C37',
    line: '#2E3744',
    ink: '#E8ECF2',
    'ink-2': '#B4BECB',
    'ink-3': '#96A2B2',
    primary: '#7FB0FF',
    'primary-pressed': '#A5C8FF',
    'primary-tint': '#1B2A40',
    'on-primary': '#0B1A33',
    second: '#4A77BB',
    success: '#6FD39A',
    'success-tint': '#173226',
    warning: '#F2B866',
    'warning-tint': '#3A2C14',
    danger: '#FF9A92',
    'danger-tint': '#42201E',
    neutral: '#B4BECB',
    'neutral-tint': '#252C37',
    band: '#132F5C',
    'on-band': '#F2F6FC',
    'on-band-2': '#C3D4EE',
    scrim: '#000000',
  },
} as const

export type Scheme = keyof typeof colours
export type ColourName = keyof (typeof colours)['light']

/** Every text colour with every ground it may stand on. A style that needs another pair adds it here first. */
export const textPairs: readonly (readonly [ColourName, ColourName])[] = [
  ['ink', 'page'], ['ink', 'card'], ['ink', 'sunken'],
  ['ink-2', 'page'], ['ink-2', 'card'], ['ink-2', 'sunken'],
  ['ink-3', 'page'], ['ink-3', 'card'], ['ink-3', 'sunken'],
  ['primary', 'page'], ['primary', 'card'], ['primary', 'primary-tint'],
  ['primary-pressed', 'card'],
  ['on-primary', 'primary'], ['on-primary', 'primary-pressed'],
  ['success', 'card'], ['success', 'success-tint'],
  ['warning', 'card'], ['warning', 'warning-tint'],
  ['danger', 'card'], ['danger', 'danger-tint'],
  ['neutral', 'neutral-tint'],
  ['ink', 'warning-tint'], ['ink', 'danger-tint'], ['ink', 'success-tint'], ['ink', 'primary-tint'],
  ['ink-2', 'primary-tint'], ['ink-2', 'warning-tint'], ['ink-2', 'danger-tint'],
  ['on-band', 'band'], ['on-band-2', 'band'],
]

/** Sizes in dp. Text sizes and targets are multiplied by the host's own font scale at run time (`--cb-scale`). */
export const sizes = {
  normal: {
    body: 16, secondary: 14, caption: 13, section: 17, title: 22, figure: 32,
    target: 48, 'target-small': 44,
    margin: 16, pad: 16, gap: 12,
  },
  elder: {
    body: 20, secondary: 18, caption: 18, section: 22, title: 28, figure: 40,
    target: 60, 'target-small': 52,
    margin: 20, pad: 20, gap: 16,
  },
} as const

export type Mode = keyof typeof sizes
export type SizeName = keyof (typeof sizes)['normal']

/** Sizes that follow the host's font setting. Margins and gaps do not: a narrow screen has no room to give. */
export const scaledSizes: readonly SizeName[] = ['body', 'secondary', 'caption', 'section', 'title', 'figure', 'target', 'target-small']

/** Values that are the same in every scheme and mode. */
export const constants = { 'line-height': 1.5, 'line-height-tight': 1.3, 'paragraph-gap': 0.75, 'radius-card': 12, 'radius-button': 10, 'motion-ms': 160 } as const

/** Host font scale outside these bounds is cut: below it breaks the floors, above it one word no longer fits a line. */
export const hostScaleBounds = { least: 1, most: 1.6 } as const
