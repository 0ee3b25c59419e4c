/**
 * The rounding rule of this folder: a quotient of whole numbers to whole fen, half up. All products stay below 2^53, so nothing is lost
 * before the one division.
 * @throws when a product left the exact range, instead of a figure that is nearly right
 */
export function roundedQuotient(numerator: number, denominator: number): number {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator <= 0 || numerator < 0) throw new RangeError('not an exact quotient');
  const whole = Math.floor(numerator / denominator);
  const rest = numerator - whole * denominator;
  return rest * 2 >= denominator ? whole + 1 : whole;
}

/** Whole fen of a share in permille, half up. */
export function permilleOf(fen: number, permille: number): number {
  return roundedQuotient(fen * permille, 1000);
}
