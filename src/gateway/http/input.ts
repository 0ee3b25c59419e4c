import * as v from 'valibot';
import { problemsOfIssues } from '../../contract/input-check.ts';
import { refuse, type Refusal } from '../../contract/problems.ts';

/** Ninth step: the input by its schema. */
export function checkInput(schema: v.GenericSchema, value: unknown): { readonly ok: true; readonly value: unknown } | Refusal {
  const result = v.safeParse(schema, value);
  return result.success ? { ok: true, value: result.output } : refuse('inputInvalid', { fields: problemsOfIssues(result.issues) });
}
