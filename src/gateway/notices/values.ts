/**
 * Rules of the hosts for the values of a message. WeChat refuses a whole message for one wrong value (47003), Alipay likewise
 * (USER_KEYWORD_LENGTH_ERROR), so every value is checked before anything is sent. Lengths are counted in UTF-16 units: never more than the host counts.
 */
export type Fitted = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly rule: string };

const fits = (value: string): Fitted => ({ ok: true, value });
const breaks = (rule: string): Fitted => ({ ok: false, rule });

/** At most `most` units, with an ellipsis where something was cut; a pair of surrogates stays whole. */
export function shorten(value: string, most: number): string {
  if (value.length <= most) return value;
  const cut = value.slice(0, most - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

const patterns = new Map<string, RegExp>(Object.entries({
  number: /^\d{1,32}(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[^\p{L}\p{N}\s]{1,5}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/,
  time: /^(\d{4}(年\d{1,2}月\d{1,2}日|-\d{2}-\d{2}) )?([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/,
  date: /^\d{4}(年\d{1,2}月\d{1,2}日|-\d{2}-\d{2})( ([01]?\d|2[0-3]):[0-5]\d)?$/,
  amount: /^[¥$€£]?\d{1,10}(\.\d{1,2})?元?$/,
  phone_number: /^[\d+() -]{1,17}$/,
  car_number: /^[\p{Script=Han}][A-Za-z0-9\p{Script=Han}]{1,7}$/u,
  name: /^([\p{Script=Han}·]{1,10}|[A-Za-z .·]{1,20})$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
}));

/**
 * Makes a value fit its place in a WeChat template, or says which rule it breaks. Only free words (`thing`) may be shortened:
 * a number or a name that was cut would be a wrong one.
 * @param place key of the template, a kind with its number such as `thing1`
 */
export function fitWeixin(place: string, value: string): Fitted {
  const kind = /^([a-z_]+)\d{1,2}$/.exec(place)?.[1];
  const text = value.replace(/\s+/g, ' ').trim();
  if (text === '') return breaks('empty');
  if (kind === 'thing') return fits(shorten(text, 20));
  const pattern = kind === undefined ? undefined : patterns.get(kind);
  if (!pattern) return breaks('unknownKind');
  return pattern.test(text) && text.length <= 32 ? fits(text) : breaks(kind ?? '');
}

/** Makes a value fit a keyword of an Alipay template: 1 to 50 units. */
export function fitAlipay(value: string): Fitted {
  const text = value.replace(/\s+/g, ' ').trim();
  return text === '' ? breaks('empty') : fits(shorten(text, 50));
}
