import { calendar, fixedHolidays } from './calendar.ts';

const dayMs = 24 * 60 * 60 * 1000;
const plusDay = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

/** True on a day on which offices work. In a year without its notice only weekends and the fixed holidays are off. */
export function isWorkingDay(date: string): boolean {
  const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
  const known = calendar.find((one) => one.year === Number(date.slice(0, 4)));
  if (!known) return !weekend && !fixedHolidays.includes(date.slice(5));
  if (known.worked.includes(date)) return true;
  return !weekend && !known.off.some(([from, to]) => date >= from && date <= to);
}

/** The day `count` working days after a local date; counting starts on the day after it. */
export function addWorkingDays(date: string, count: number): string {
  let day = date;
  for (let left = count; left > 0; ) {
    day = plusDay(day);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}
