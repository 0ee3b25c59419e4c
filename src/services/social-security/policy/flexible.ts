import { permilleOf } from './money.ts';
import type { ProvinceYear } from './province.ts';

/** What somebody who pays alone pays a month at one level. The two parts add up to the payment, to the fen. */
export interface FlexibleTier {
  /** Level in permille of the average wage. */
  readonly permille: number;
  readonly baseFen: number;
  readonly pooledFen: number;
  readonly accountFen: number;
  readonly monthlyFen: number;
}

/** Every level of a year, lowest first. Each part is rounded by itself; the payment is their sum, so that nothing is left over. */
export function flexibleTiers(year: ProvinceYear): FlexibleTier[] {
  return year.tiers.map((permille) => {
    const baseFen = permilleOf(year.averageWageFen, permille);
    const pooledFen = permilleOf(baseFen, year.flexiblePooled);
    const accountFen = permilleOf(baseFen, year.flexibleAccount);
    return { permille, baseFen, pooledFen, accountFen, monthlyFen: pooledFen + accountFen };
  });
}
