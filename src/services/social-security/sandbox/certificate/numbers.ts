import { randomInt } from 'node:crypto';

/** Nothing that is misread on paper: no 0, O, 1, I. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** 12 letters, 60 random bits: nobody finds a code by trying. */
export function newVerifyCode(): string {
  return Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('');
}

/** 18 digits: division, year, eight random ones. Random, so that a city started anew does not give a number twice. */
export function newCertificateNo(today: string): string {
  return `330000${today.slice(0, 4)}${String(randomInt(100_000_000)).padStart(8, '0')}`;
}

/** `2026-11-15` → `2027-02-15`; the last day of the month where that day does not exist. */
export function plusMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}
