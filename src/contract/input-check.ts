import * as v from 'valibot';
import { eachField } from './field-class.ts';
import type { FieldProblem } from './problems.ts';
import { fillText, texts } from './texts/index.ts';
import type { Language, RuleName } from './texts/index.ts';

const byType: Readonly<Record<string, RuleName>> = {
  max_length: 'tooLong',
  max_bytes: 'tooLong',
  min_length: 'tooShort',
  non_empty: 'tooShort',
  regex: 'format',
  picklist: 'choice',
  literal: 'choice',
  variant: 'choice',
  min_value: 'tooSmall',
  max_value: 'tooLarge',
  integer: 'wholeNumber',
  safe_integer: 'wholeNumber',
  check: 'tooMany',
};

function ruleOf(issue: v.BaseIssue<unknown>): RuleName {
  if (issue.expected === 'never') return 'unknown';
  if (issue.kind === 'schema' && issue.received === 'undefined') return 'required';
  return byType[issue.type] ?? 'type';
}

const labels = new WeakMap<v.GenericSchema, ReadonlyMap<string, string>>();

function labelsOf(schema: v.GenericSchema): ReadonlyMap<string, string> {
  let map = labels.get(schema);
  if (!map) {
    const found = new Map<string, string>();
    eachField(schema, (path, facts) => {
      if (facts?.label) found.set(path, facts.label);
    });
    map = found;
    labels.set(schema, map);
  }
  return map;
}

/** At most this many problems are named; a body with thousands of wrong members is not worth more. */
const mostProblems = 20;

/**
 * What validation found, as fields and rules. Values the person typed are never repeated.
 * @returns one entry for each field and rule broken, in the order of the schema
 */
export function problemsOfIssues(schema: v.GenericSchema, issues: readonly v.BaseIssue<unknown>[]): readonly FieldProblem[] {
  return issues.slice(0, mostProblems).map((issue) => {
    const field = (issue.path ?? []).map((part) => String((part as { key?: unknown }).key ?? '').slice(0, 60)).join('.');
    const params: Record<string, string | number> = {};
    const label = labelsOf(schema).get(field.replace(/\.\d+(?=\.|$)/g, '[]'));
    if (label) params.label = label;
    if (typeof issue.requirement === 'number') params.requirement = issue.requirement;
    return { field, rule: ruleOf(issue), params };
  });
}

/** Checks an input against its schema, the same way on the phone and on the gateway; empty when the input is fine. */
export function fieldProblems(schema: v.GenericSchema, input: unknown): readonly FieldProblem[] {
  const result = v.safeParse(schema, input);
  return result.success ? [] : problemsOfIssues(schema, result.issues);
}

/** The sentence for one broken rule, in the language of the request. */
export function ruleMessage(problem: FieldProblem, language: Language): string {
  const { rule, word } = texts[language];
  const text = rule[problem.rule as RuleName] ?? rule.format;
  return fillText(text, { label: word.field, ...problem.params });
}
