import * as v from 'valibot';
import type { FieldProblem } from './problems.ts';

/** Rules a field can break; each has its text under `rules` of the dictionaries. */
export const inputRules = [
  'missing',
  'unknownField',
  'wrongType',
  'tooLong',
  'tooShort',
  'format',
  'notAllowed',
  'tooSmall',
  'tooLarge',
  'tooMany',
] as const;
export type InputRule = (typeof inputRules)[number];

const byType: Readonly<Record<string, InputRule>> = {
  max_length: 'tooLong',
  max_bytes: 'tooLong',
  min_length: 'tooShort',
  non_empty: 'tooShort',
  regex: 'format',
  picklist: 'notAllowed',
  literal: 'notAllowed',
  variant: 'notAllowed',
  min_value: 'tooSmall',
  max_value: 'tooLarge',
  check: 'tooMany',
};

function ruleOf(issue: v.BaseIssue<unknown>): InputRule {
  if (issue.expected === 'never') return 'unknownField';
  if (issue.kind === 'schema' && issue.received === 'undefined') return 'missing';
  return byType[issue.type] ?? 'wrongType';
}

/** At most this many problems are named; a body with thousands of wrong members is not worth more. */
const mostProblems = 20;

/**
 * Checks an input against its schema, the same way on the phone and on the gateway.
 * @returns one entry for each field and rule broken, in the order of the schema; empty when the input is fine
 */
export function fieldProblems(schema: v.GenericSchema, input: unknown): readonly FieldProblem[] {
  const result = v.safeParse(schema, input);
  return result.success ? [] : problemsOfIssues(result.issues);
}

/** The same for issues somebody already has. Values the person typed are never repeated. */
export function problemsOfIssues(issues: readonly v.BaseIssue<unknown>[]): readonly FieldProblem[] {
  return issues.slice(0, mostProblems).map((issue) => {
    const field = (issue.path ?? []).map((part) => String((part as { key?: unknown }).key ?? '').slice(0, 60)).join('.');
    const requirement = issue.requirement;
    const params = typeof requirement === 'number' ? { limit: requirement } : undefined;
    return { field, rule: ruleOf(issue), ...(params ? { params } : {}) };
  });
}
