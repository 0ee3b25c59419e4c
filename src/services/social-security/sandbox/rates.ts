import type { Mode } from './career.ts';
import type { Month } from './month.ts';

/** Shares of the base in permille: paid by the unit, paid by the person, put into the personal account. */
export interface Shares {
  readonly unit: number;
  readonly personal: number;
  readonly account: number;
}

/**
 * Shares of a kind in a month. Figures are examples (示例) in the shape of the rules: personal pension accounts from 1996,
 * 11 % until 2005 and 8 % after; employers' pension share lowered in May 2019; medical accounts without the employer's part from 2023.
 */
export function shares(kind: string, mode: Mode, month: Month): Shares {
  if (mode === 'flexible') {
    return kind === '110' ? { unit: 0, personal: 200, account: 80 } : { unit: 0, personal: 90, account: 20 };
  }
  switch (kind) {
    case '110':
      if (month < '199601') return { unit: 180, personal: 20, account: 0 };
      if (month < '200601') return { unit: 200, personal: 60, account: 110 };
      return { unit: month < '201905' ? 200 : 160, personal: 80, account: 80 };
    case '210':
      return { unit: 5, personal: 5, account: 0 };
    case '310':
      return { unit: 90, personal: 20, account: month < '202301' ? 40 : 20 };
    case '410':
      return { unit: 4, personal: 0, account: 0 };
    case '510':
      return { unit: 8, personal: 0, account: 0 };
    default:
      return { unit: 0, personal: 1000, account: 0 };
  }
}

/** Yearly interest of personal accounts in hundredths of a percent, from that year on. Examples (示例). */
const interestRates: Readonly<Record<number, number>> = {
  1996: 747, 1998: 520, 2000: 225, 2008: 390, 2010: 250, 2012: 325, 2016: 831, 2017: 712, 2018: 829, 2019: 761,
  2020: 604, 2021: 669, 2022: 612, 2023: 397, 2024: 262, 2025: 150,
};

/** Medical accounts carry a flat example rate (示例). */
const medicalRate = 35;

/** Last entry that is not after the year; entries are few, so a plain walk will do. */
export function since(table: Readonly<Record<number, number>>, year: number): number {
  let value = 0;
  for (const [from, entry] of Object.entries(table)) if (Number(from) <= year) value = entry;
  return value;
}

/** Rate of a year in hundredths of a percent for the account of a kind. */
export function interestRate(accountKind: string, year: number): number {
  return accountKind === '110' ? since(interestRates, year) : medicalRate;
}

/** Whole fen of a share, half up. */
export function shareOf(baseFen: number, permille: number): number {
  return Math.floor((baseFen * permille + 500) / 1000);
}
