/** What assistive technology should be told about an element. */
export interface A11y {
  role?: 'button' | 'link' | 'heading' | 'img' | 'alert' | 'status' | 'dialog' | 'list' | 'listitem' | 'switch' | 'checkbox' | 'radio' | 'tab' | 'tablist' | 'navigation' | 'main' | 'search' | 'region' | 'group' | 'textbox' | 'progressbar'
  label?: string
  /** Takes the element and everything in it out of reading; for decoration only. */
  hidden?: boolean
  disabled?: boolean
  checked?: boolean
  expanded?: boolean
  selected?: boolean
  /** `polite` waits for a pause, `assertive` interrupts: only for errors. */
  live?: 'polite' | 'assertive'
  modal?: boolean
  invalid?: boolean
  required?: boolean
  labelledBy?: string
  /** Only the browser knows levels; the mini-programs read "heading". */
  level?: 1 | 2 | 3
}

type Attributes = Record<string, string>

// Alipay accepts a fixed list of roles; the rest would be read as unknown.
const alipayRoles = new Set(['button', 'link', 'heading', 'img', 'alert', 'dialog', 'checkbox', 'radio', 'switch', 'tab'])

/**
 * Spells accessibility for one host: WeChat wants `aria-role`, Alipay and the browser `role`. Booleans become the strings 'true' and
 * 'false', because Taro drops a bare false. The attributes that may appear here are those of config/plugins/a11y/attributes.js.
 */
export function a11yFor(host: string, what: A11y): Attributes {
  const out: Attributes = {}
  const put = (name: string, value: string | boolean | undefined) => {
    if (value !== undefined) out[name] = String(value)
  }
  if (what.role) {
    if (host === 'weapp') put('aria-role', what.role)
    else if (host !== 'alipay' || alipayRoles.has(what.role)) put('role', what.role)
  }
  put('aria-label', what.label)
  put('aria-hidden', what.hidden)
  put('aria-disabled', what.disabled)
  put('aria-checked', what.checked)
  put('aria-expanded', what.expanded)
  put('aria-selected', what.selected)
  put('aria-live', what.live)
  put('aria-modal', what.modal)
  put('aria-invalid', what.invalid)
  put('aria-required', what.required)
  put('aria-labelledby', what.labelledBy)
  if (host === 'h5' && what.role === 'heading') put('aria-level', String(what.level ?? 2))
  return out
}

/** `a11yFor` the host this package was built for: `<View {...a11y({ role: 'heading', level: 1 })}>`. */
export function a11y(what: A11y): Attributes {
  return a11yFor(process.env.TARO_ENV ?? 'h5', what)
}
