import type { MaskStyle } from './field-class.ts';

/** 张三 → 张*, 张小三 → 张*三, 欧阳小三 → 欧**三; dotted names keep the first and last character. */
export function maskName(name: string): string {
  const chars = Array.from(name.trim());
  if (chars.length <= 1) return '*';
  if (chars.length === 2) return `${chars[0]}*`;
  return `${chars[0]}${'*'.repeat(chars.length - 2)}${chars[chars.length - 1]}`;
}

/**
 * `own`: 3 + 4 characters, only on the person's own screen; `strict`: 1 + 1, everywhere else.
 * Short numbers lose more, so that at least half is always hidden.
 */
export function maskCredentialNo(no: string, style: 'own' | 'strict' = 'strict'): string {
  const [head, tail] = style === 'own' && no.length >= 14 ? [3, 4] : [1, 1];
  if (no.length <= head + tail) return '*'.repeat(no.length);
  return no.slice(0, head) + '*'.repeat(no.length - head - tail) + no.slice(no.length - tail);
}

/** 138****1234. */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** Applies a declared style to one value of an answer on the person's own screen. */
export function applyMask(style: MaskStyle, value: string): string {
  switch (style) {
    case 'none':
      return value;
    case 'name':
      return maskName(value);
    case 'credentialNo':
      return value.includes('*') ? value : maskCredentialNo(value, 'own');
    case 'phone':
      return value.includes('*') ? value : maskPhone(value);
    case 'secret':
      return '***';
  }
}
