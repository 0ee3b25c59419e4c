const offsetMs = 8 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** Hours in which no phone is made to ring, `HH:mm` in Asia/Shanghai; they may run over midnight. Equal ends mean none. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** The first moment from `at` on that is not quiet. */
export function notBefore(at: Date, { from, to }: QuietHours): Date {
  const local = at.getTime() + offsetMs;
  const midnight = Math.floor(local / dayMs) * dayMs;
  const now = (local - midnight) / 60_000;
  const [begin, end] = [minutes(from), minutes(to)];
  const quiet = begin <= end ? now >= begin && now < end : now >= begin || now < end;
  if (!quiet) return at;
  const tomorrow = begin > end && now >= begin ? dayMs : 0;
  return new Date(midnight + tomorrow + end * 60_000 - offsetMs);
}
