/**
 * Fen of an amount on the wire: yuan as number or text, at most two decimals that are not zero.
 * Works on the digits, never on a floating product. Null for everything that is not exactly an amount.
 */
export function fenOf(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(text);
  if (!match) return null;
  const fen = Number(`${match[2]}${(match[3] ?? '').padEnd(2, '0')}`);
  return match[1] && fen !== 0 ? -fen : fen;
}
