import type { Dated } from './dated.ts';

/** One year's figures of a province. Money is fen a month, shares are permille. */
export interface ProvinceYear extends Dated {
  readonly year: number;
  /** 计发基数: base of the pension formula. */
  readonly calculationBaseFen: number;
  /** Average wage by which bases and index are measured. */
  readonly averageWageFen: number;
  /** Bounds of a contribution base, in permille of the average wage. */
  readonly baseFrom: number;
  readonly baseTo: number;
  /** What somebody who pays alone pays of the base: into the pooled fund, into the personal account. */
  readonly flexiblePooled: number;
  readonly flexibleAccount: number;
  /** Levels somebody who pays alone may choose, in permille of the average wage. */
  readonly tiers: readonly number[];
}

/** What a province decided once for all years. */
export interface Province {
  readonly region: string;
  /** True: invented figures of the demonstration; every page says so. */
  readonly demonstration: boolean;
  /** How the divisor is found between two whole ages. */
  readonly interpolation: 'linear' | 'floor';
  readonly years: readonly ProvinceYear[];
}

const rules = { baseFrom: 600, baseTo: 3000, flexiblePooled: 120, flexibleAccount: 80, tiers: [600, 700, 800, 1000, 1500, 2000, 3000] } as const;

function year(of: number, calculationBaseFen: number, averageWageFen: number): ProvinceYear {
  return { year: of, effectiveFrom: `${of}-01-01`, effectiveTo: `${of}-12-31`, region: '示例省', source: '示例', calculationBaseFen, averageWageFen, ...rules };
}

/** The demonstration's province. Every figure is an example (示例); a real city puts its own published figures here. */
export const province: Province = {
  region: '示例省',
  demonstration: true,
  interpolation: 'linear',
  years: [
    year(2022, 702_000, 664_800),
    year(2023, 728_500, 691_200),
    year(2024, 754_000, 716_500),
    year(2025, 778_600, 741_300),
    year(2026, 801_200, 765_900),
  ],
};
