import { expect, test } from '@jest/globals';
import { checkStates } from '../../contract/platform/check-requests.ts';
import { checkStep, checkTransitions } from './check-states.ts';

test('only a received request is taken over, only one with the department is answered', () => {
  const table = checkStates.flatMap((from) => (['takenOver', 'answered'] as const).map((event) => [from, event, checkStep(from, event)?.to ?? null]));
  expect(table).toEqual([
    ['received', 'takenOver', 'withDepartment'], ['received', 'answered', null],
    ['withDepartment', 'takenOver', null], ['withDepartment', 'answered', 'answered'],
    ['answered', 'takenOver', null], ['answered', 'answered', null],
  ]);
});
test('every state but the first is reached, and the last has no way out', () => {
  expect(checkStates.filter((state) => !checkTransitions.some((one) => one.to === state))).toEqual(['received']);
  expect(checkStates.filter((state) => !checkTransitions.some((one) => one.from === state))).toEqual(['answered']);
});
