import { fieldLabels, fieldProblems, ruleMessage } from '../../contract/input-check'
import type { Operation } from '../../contract/operation'
import { problemFacts } from '../../contract/problems'
import type { Problem } from '../../contract/problems'
import { languageOf, texts } from '../../contract/texts'

/**
 * Checks an input on the phone with the gateway's own schema.
 * @returns the same problem the gateway would give, or null when the input is fine
 */
export function checkInput(operation: Operation, input: unknown, language: string): Problem | null {
  const fields = fieldProblems(operation.input, input)
  if (fields.length === 0) return null
  const spoken = languageOf(language)
  const labels = fieldLabels(operation.input)
  return {
    type: 'urn:chengban:problem:inputInvalid',
    code: 'inputInvalid',
    ...problemFacts.inputInvalid,
    ...texts[spoken].problem.inputInvalid,
    traceId: '',
    fields: fields.map((one) => ({ ...one, message: ruleMessage(one, labels.get(one.field), spoken) })),
  }
}
