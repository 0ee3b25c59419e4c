import * as v from 'valibot';
import { eachField } from './field-class.ts';
import type { FieldProblem } from './problems.ts';
import { fillText, ruleNames, texts } from './texts/index.ts';
import type { Language, RuleName } from './texts/index.ts';

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
export function problemsOfIssues(issues: readonly Issue[]): FieldProblem[] {
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

/** Checks an input against its schema, the same way on the phone and on the gateway; empty when the input is fine. */
export function fieldProblems(schema: v.GenericSchema, input: unknown): FieldProblem[] {
  const result = v.safeParse(schema, input);
  return result.success ? [] : problemsOfIssues(result.issues);
}

/** Chinese names of a schema's fields by their dotted path, as declared with `classed`. */
export function fieldLabels(schema: v.GenericSchema): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  eachField(schema, (path, facts) => {
    if (facts?.label) labels.set(path, facts.label);
  });
  return labels;
}

/**
 * The sentence for one broken rule.
 * @param label Chinese name of the field; labels are not translated, so English names the field plainly
 */
export function ruleMessage(problem: FieldProblem, label: string | undefined, language: Language): string {
  const words = texts[language];
  const text = Object.hasOwn(words.rule, problem.rule) ? words.rule[problem.rule as RuleName] : words.rule.format;
  return fillText(text, { label: (language === 'zh-CN' ? label : undefined) ?? words.word.field, ...problem.params });
}
