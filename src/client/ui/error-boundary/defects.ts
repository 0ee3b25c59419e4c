import Taro from '@tarojs/taro'

/** What is known of a defect: nothing that a person typed or saw. */
export interface Defect {
  /** Short number to quote on the telephone. */
  readonly number: string
  /** Page it happened on, without its parameters. */
  readonly page: string
  /** Class of the error, for example TypeError; never its message, which may quote data. */
  readonly kind: string
}

/** FNV-1a, 32 bit: makes a number that names page, kind and second without saying more. */
function digest(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash.toString(16).toUpperCase().padStart(8, '0')
}

const pageNow = (): string => {
  const pages = Taro.getCurrentPages()
  return (pages[pages.length - 1]?.route ?? '').replace(/^\//, '').split('?')[0] ?? ''
}

/** Keeps the last defect of this run in memory. Nothing leaves the phone: the person may read the number out to 12345. */
export class DefectReporter {
  last: Defect | null = null
  private readonly page: () => string
  private readonly now: () => number

  constructor(page: () => string = pageNow, now: () => number = Date.now) {
    this.page = page
    this.now = now
  }

  report(error: unknown): Defect {
    const kind = error instanceof Error && /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error'
    const page = this.page()
    this.last = { number: digest(`${page} ${kind} ${Math.floor(this.now() / 1000)}`), page, kind }
    return this.last
  }
}

export const defectReporter = new DefectReporter()
