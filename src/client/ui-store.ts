import { makeAutoObservable } from 'mobx'
import { hostScaleBounds } from './theme/tokens'

export const locales = ['zh-CN', 'en', 'pseudo'] as const
export type Locale = (typeof locales)[number]

/** Where preferences are kept; the host adapter gives one. Nothing personal goes through here. */
export interface PreferenceStorage {
  read(key: string): string | null
  write(key: string, value: string): void
}

/** What the phone itself says about how its owner likes to read. */
export interface HostHints {
  /** Host's text size divided by its standard size, 1 when unknown. */
  fontScale?: number
  dark?: boolean
  reducedMotion?: boolean
  /** True when the host runs in its own care or large-type edition. */
  largeType?: boolean
}

const storageKey = 'chengban.preferences'

/** Preferences of the screen: elder edition, language, motion, colours. The person's own choice beats the host's hint. */
export class UiStore {
  elder = false
  /** False until the person chose; then the host's large type no longer decides. */
  elderChosen = false
  locale: Locale = 'zh-CN'
  /** Something was chosen here that the person's account does not know yet. */
  unsaved = false
  dark = false
  reducedMotion = false
  hostScale = 1
  /** The city behind this package is a demonstration; every page says so. */
  sandbox = false
  private storage: PreferenceStorage | null = null

  constructor() {
    makeAutoObservable<UiStore, 'storage'>(this, { storage: false }, { autoBind: true })
  }

  /** Connects the host's storage and takes over what was kept there. A damaged entry counts as none. */
  attach(storage: PreferenceStorage): void {
    this.storage = storage
    try {
      const kept = JSON.parse(storage.read(storageKey) ?? '{}') as { elder?: unknown; locale?: unknown; unsaved?: unknown }
      if (typeof kept.elder === 'boolean') {
        this.elder = kept.elder
        this.elderChosen = true
      }
      const locale = locales.find((one) => one === kept.locale)
      if (locale) this.locale = locale
      this.unsaved = kept.unsaved === true
    } catch {
      // Preferences are a convenience: start with the defaults.
    }
  }

  /** Takes the host's hints; call again when the host reports a change. */
  applyHostHints(hints: HostHints): void {
    if (hints.fontScale && Number.isFinite(hints.fontScale)) {
      this.hostScale = Math.min(hostScaleBounds.most, Math.max(hostScaleBounds.least, hints.fontScale))
    }
    if (hints.dark !== undefined) this.dark = hints.dark
    if (hints.reducedMotion !== undefined) this.reducedMotion = hints.reducedMotion
    if (hints.largeType && !this.elderChosen) this.elder = true
  }

  setSandbox(sandbox: boolean): void {
    this.sandbox = sandbox
  }

  setElder(elder: boolean): void {
    this.elder = elder
    this.elderChosen = true
    this.unsaved = true
    this.persist()
  }

  setLocale(locale: Locale): void {
    this.locale = locale
    this.unsaved = true
    this.persist()
  }

  /**
   * Takes over what the person chose on another phone or host. What was chosen on this phone and is not saved yet stays.
   * An account without large type does not undo the host's own large type.
   */
  applySaved(saved: { elder: boolean; locale: 'zh-CN' | 'en' }): void {
    if (this.unsaved) return
    if (saved.elder || this.elderChosen) {
      this.elder = saved.elder
      this.elderChosen = true
    }
    if (this.locale !== 'pseudo') this.locale = saved.locale
    this.persist()
  }

  /** The account knows the choice now; with `false` it has forgotten it. */
  markSaved(saved: boolean): void {
    this.unsaved = !saved
    this.persist()
  }

  private persist(): void {
    const { elder, elderChosen, locale, unsaved } = this
    this.storage?.write(storageKey, JSON.stringify({ elder: elderChosen ? elder : undefined, locale, ...(unsaved ? { unsaved } : {}) }))
  }
}

/** The one instance of the app. */
export const uiStore = new UiStore()
