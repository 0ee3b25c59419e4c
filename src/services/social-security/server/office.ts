import { refuse } from '../../../contract/problems.ts';
import type { FieldProblem, Refusal } from '../../../contract/problems.ts';
import type { ServerContext } from '../../../contract/server.ts';
import { shanghaiDate } from '../../../contract/shanghai-time.ts';
import type { Dated } from '../policy/dated.ts';
import { monthIndex } from '../policy/months.ts';

/** The office's name, telephone and outlet, as the city declared them; null in a city without it. */
export function officeOf(context: ServerContext) {
  const found = context.department('rs');
  return found ? { authority: found.authority, phone: found.phone, outlet: { ...found.outlet } } : null;
}

export const provenanceOf = ({ region, source, effectiveFrom, effectiveTo }: Dated) => ({ region, source, effectiveFrom, effectiveTo });

/** `yyyy-MM` of now in Asia/Shanghai. */
export const thisMonth = (context: ServerContext): string => shanghaiDate(context.now).slice(0, 7);
export const today = (context: ServerContext): string => shanghaiDate(context.now);

export const wrong = (field: string, rule: string, params?: FieldProblem['params']): Refusal =>
  refuse('inputInvalid', { fields: [{ field, rule, ...(params ? { params } : {}) }] });

/** Age at which work, and so a contribution, may begin (劳动法 art. 15). */
const workFrom = 16;

/** Months a person of this birth can have paid for until now. */
export function mostMonths(birthMonth: string, now: string): number {
  return Math.max(0, monthIndex(now) - monthIndex(birthMonth) - workFrom * 12 + 1);
}
