/** Where a figure comes from and when it holds. Every table of this folder has these members: a figure without them is not used. */
export interface Dated {
  /** First and last day it holds, `yyyy-MM-dd`; `effectiveTo` null: until something else is decided. */
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  /** 全国, or the province. */
  readonly region: string;
  /** Title and number of the document, in the words of the document. */
  readonly source: string;
}

/** The entry that holds on a day, or undefined: nobody guesses from the entry before. */
export function heldOn<T extends Dated>(table: readonly T[], day: string): T | undefined {
  return table.find((one) => one.effectiveFrom <= day && (one.effectiveTo === null || day <= one.effectiveTo));
}
