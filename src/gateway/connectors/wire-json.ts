const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The JSON object of an answer, or null for everything else: nothing at all, HTML, broken UTF-8, broken JSON, an array, a bare value.
 * The content type is not asked: departments send JSON as text/html and HTML as JSON.
 */
export function readJsonObject(body: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(utf8.decode(body));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** `yyyy-MM-dd` when the department states one that exists, otherwise null. */
export function readDate(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === value ? value : null;
}
