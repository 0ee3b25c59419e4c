/** `yyyy-MM` of a month on the wire: `yyyyMM` or `yyyy-MM`, text or number. Null when there is no such month. */
export function monthOf(value: unknown): string | null {
  const match = /^(\d{4})-?(\d{2})$/.exec(String(value ?? '').trim());
  if (!match) return null;
  const [year, month] = [Number(match[1]), Number(match[2])];
  return year >= 1950 && year <= 2100 && month >= 1 && month <= 12 ? `${match[1]}-${match[2]}` : null;
}

/** `yyyy-MM-dd` of a day on the wire (`yyyy-MM-dd` or `yyyyMMdd`), `yyyy-MM` when only the month is stated, otherwise null. */
export function dayOrMonthOf(value: unknown): string | null {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:[ T].*)?$/.exec(String(value ?? '').trim());
  if (!match) return monthOf(value);
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const known = monthOf(`${match[1]}${match[2]}`);
  if (known === null || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${known}-${match[3]}`;
}

/** A year on the wire, number or text. */
export function yearOf(value: unknown): number | null {
  const text = String(value ?? '').trim();
  if (!/^\d{4}$/.test(text)) return null;
  const year = Number(text);
  return year >= 1950 && year <= 2100 ? year : null;
}
