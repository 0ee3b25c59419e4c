import type { Dated } from './dated.ts';

/** Groups of the retirement rule. A woman's class follows from her post and cannot be read from a number: she is asked. */
export const retirementGroups = ['M60', 'F55', 'F50'] as const;
export type RetirementGroup = (typeof retirementGroups)[number];

/** How one group's age rises: one month later for every `step` months of birth from `anchor` on, at most `cap` months. */
export interface GroupRule {
  readonly oldAgeYears: number;
  /** First month of birth that is delayed, `yyyy-MM`. */
  readonly anchor: string;
  readonly step: number;
  readonly cap: number;
}

export interface RetirementRule extends Dated {
  readonly groups: Readonly<Record<RetirementGroup, GroupRule>>;
  /** Months by which a person may choose to go earlier or, by agreement, later. */
  readonly earlierAtMost: number;
  readonly laterAtMost: number;
}

export const retirementRules: readonly RetirementRule[] = [
  {
    effectiveFrom: '2025-01-01',
    effectiveTo: null,
    region: '全国',
    source: '全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定（2024年9月13日）',
    groups: {
      M60: { oldAgeYears: 60, anchor: '1965-01', step: 4, cap: 36 },
      F55: { oldAgeYears: 55, anchor: '1970-01', step: 4, cap: 36 },
      F50: { oldAgeYears: 50, anchor: '1975-01', step: 2, cap: 60 },
    },
    earlierAtMost: 36,
    laterAtMost: 36,
  },
];

/** Least months of contributions for a monthly pension, by year of retirement; the last year's figure holds from then on. */
export interface MinimumTable extends Dated {
  readonly before: number;
  readonly byYear: Readonly<Record<number, number>>;
}

export const minimumTables: readonly MinimumTable[] = [
  {
    effectiveFrom: '2025-01-01',
    effectiveTo: null,
    region: '全国',
    source: '全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定（2024年9月13日）',
    before: 180,
    byYear: { 2030: 186, 2031: 192, 2032: 198, 2033: 204, 2034: 210, 2035: 216, 2036: 222, 2037: 228, 2038: 234, 2039: 240 },
  },
];

/** Months by which the account is divided (计发月数), by whole age at retirement. */
export interface DivisorTable extends Dated {
  readonly byAge: Readonly<Record<number, number>>;
}

export const divisorTables: readonly DivisorTable[] = [
  {
    effectiveFrom: '2006-01-01',
    effectiveTo: null,
    region: '全国',
    source: '国务院关于完善企业职工基本养老保险制度的决定（国发〔2005〕38号）',
    byAge: {
      40: 233, 41: 230, 42: 226, 43: 223, 44: 220, 45: 216, 46: 212, 47: 208, 48: 204, 49: 199, 50: 195, 51: 190, 52: 185, 53: 180, 54: 175, 55: 170,
      56: 164, 57: 158, 58: 152, 59: 145, 60: 139, 61: 132, 62: 125, 63: 117, 64: 109, 65: 101, 66: 93, 67: 84, 68: 75, 69: 65, 70: 56,
    },
  },
];
