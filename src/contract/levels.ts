/**
 * Assurance level of a session: L0 anonymous, L1 host account, L2 name and number confirmed,
 * L3 a strong check at most 30 minutes old.
 */
export const levels = ['L0', 'L1', 'L2', 'L3'] as const;
export type Level = (typeof levels)[number];

/** True when `have` is enough for `need`. */
export function reaches(have: Level, need: Level): boolean {
  return levels.indexOf(have) >= levels.indexOf(need);
}

/** Milliseconds for which a level holds after its check. */
export const levelLifetimeMs = { L2: 2 * 60 * 60 * 1000, L3: 30 * 60 * 1000 } as const;

/** Host that carries the session. */
export const hosts = ['weapp', 'alipay', 'h5'] as const;
export type Host = (typeof hosts)[number];
