import * as v from 'valibot';
import type { FieldProblem } from '../../contract/problems.ts';
import { refuse, type Refusal } from '../../contract/problems.ts';
import { ruleNames, type RuleName } from '../../contract/texts/index.ts';

type Issue = v.BaseIssue<unknown>;

const byType: Readonly<Record<string, RuleName>> = {
  min_length: 'tooShort', non_empty: 'tooShort', max_length: 'tooLong', max_entries: 'tooMany', regex: 'format', picklist: 'choice',
  literal: 'choice', variant: 'choice', min_value: 'tooSmall', max_value: 'tooLarge', integer: 'wholeNumber', safe_integer: 'wholeNumber',
  iso_date: 'date',
};

function ruleOf(issue: Issue): RuleName {
  if (issue.type === 'strict_object') {
    // Valibot reports both a missing and an unknown entry as an issue of the object, told apart by what was expected.
    return issue.expected === 'never' ? 'unknown' : 'required';
  }
  if (issue.input === undefined) return 'required';
  // A check names its rule by its message.
  if (issue.type === 'check' && (ruleNames as readonly string[]).includes(issue.message)) return issue.message as RuleName;
  if (issue.type === 'check' && issue.message === 'fieldCount') return 'tooMany';
  if (issue.kind === 'schema') return byType[issue.type] ?? 'type';
  return byType[issue.type] ?? 'format';
}

function fieldOf(issue: Issue, rule: RuleName): string {
  // A name that a client made up is not repeated: the path ends before it.
  if (rule === 'unknown') return '';
  const keys: string[] = [];
  for (const { key } of issue.path ?? []) {
    if (!/^[A-Za-z0-9_]{1,40}$/.test(String(key))) break;
    keys.push(String(key));
  }
  return keys.join('.');
}

/** Problem of each field at most once, at most 10 fields, never with what was typed. */
export function fieldProblems(issues: readonly Issue[]): FieldProblem[] {
  const found = new Map<string, FieldProblem>();
  for (const issue of issues) {
    const rule = ruleOf(issue);
    const field = fieldOf(issue, rule);
    const requirement = 'requirement' in issue && typeof issue.requirement === 'number' ? issue.requirement : undefined;
    if (!found.has(field)) found.set(field, { field, rule, ...(requirement !== undefined && { params: { requirement } }) });
    if (found.size === 10) break;
  }
  return [...found.values()];
}

/** Ninth step: the input by its schema. */
export function checkInput(schema: v.GenericSchema, value: unknown): { readonly ok: true; readonly value: unknown } | Refusal {
  const result = v.safeParse(schema, value);
  return result.success ? { ok: true, value: result.output } : refuse('inputInvalid', { fields: fieldProblems(result.issues) });
}
