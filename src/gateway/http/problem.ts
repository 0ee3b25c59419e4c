import { ruleMessage } from '../../contract/input-check.ts';
import { problemFacts, type Problem, type Refusal } from '../../contract/problems.ts';
import { fillText, texts, type Language } from '../../contract/texts/index.ts';

/** Names the problem texts need; ids that are not known get a plain word. */
export interface ProblemNames {
  /** Chinese name of an authority by department id. */
  department(id: string): string | undefined;
  /** Name of an input field of the operation at hand. */
  label(field: string): string | undefined;
}

/** Turns a refusal into the problem that travels. Never carries what the person typed. */
export function toProblem(refusal: Refusal, traceId: string, language: Language, names: ProblemNames): Problem {
  const facts = problemFacts[refusal.code];
  const words = texts[language];
  const text = words.problem[refusal.code];
  const department = (refusal.department && language === 'zh-CN' ? names.department(refusal.department) : undefined) ?? words.word.department;
  const params = { department, retryAfter: refusal.retryAfterSeconds ?? 60 };
  return {
    type: `urn:chengban:problem:${refusal.code}`,
    title: fillText(text.title, params),
    status: facts.status,
    detail: fillText(text.detail, params),
    code: refusal.code,
    next: facts.next,
    ...(refusal.retryAfterSeconds !== undefined && { retryAfter: refusal.retryAfterSeconds }),
    traceId,
    ...(refusal.fields && { fields: refusal.fields.map((one) => ({ ...one, message: ruleMessage(one, names.label(one.field), language) })) }),
    ...(refusal.requiredLevel && { requiredLevel: refusal.requiredLevel }),
    ...(refusal.purposes && { purposes: refusal.purposes }),
    ...(refusal.department && { department: refusal.department }),
  };
}
