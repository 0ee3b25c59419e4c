/**
 * Accessibility attributes that Taro's own templates leave out, per host. The same object goes into the templates (build time) and into
 * the run-time component table (runtime-weapp.js, runtime-alipay.js): with one side only, nothing reaches the screen reader.
 * Kept short on purpose: each attribute costs template bytes on WeChat, once per nesting level.
 * An empty string means "no default value".
 */
const named = { 'aria-label': '' }
const state = { 'aria-hidden': '', 'aria-disabled': '', 'aria-checked': '', 'aria-expanded': '', 'aria-selected': '' }

// WeChat, base library 2.7.1 and later: the role is spelled aria-role and works on every component.
const weapp = {
  View: { 'aria-role': '', ...named, ...state, 'aria-live': '', 'aria-modal': '', 'aria-labelledby': '' },
  Text: { 'aria-role': '', ...named, 'aria-hidden': '' },
  Image: { 'aria-role': '', ...named, 'aria-hidden': '' },
  Button: { ...named, 'aria-disabled': '', 'aria-expanded': '' },
  // iOS reads an input only with an explicit role.
  Input: { 'aria-role': '', ...named, 'aria-invalid': '', 'aria-required': '' },
  Textarea: { 'aria-role': '', ...named, 'aria-invalid': '', 'aria-required': '' },
}

// Alipay, base library 1.18.0 and later: role plus aria-*, and only on view, text, icon, button, label, checkbox, switch, image, radio.
const alipay = {
  View: { role: '', ...named, ...state, 'aria-live': '', 'aria-modal': '', 'aria-labelledby': '' },
  Text: { role: '', ...named, 'aria-hidden': '' },
  Image: { role: '', ...named, 'aria-hidden': '' },
  Button: { ...named, 'aria-disabled': '', 'aria-expanded': '' },
  Input: { ...named, 'aria-invalid': '', 'aria-required': '' },
  Textarea: { ...named, 'aria-invalid': '', 'aria-required': '' },
}

module.exports = { weapp, alipay }
