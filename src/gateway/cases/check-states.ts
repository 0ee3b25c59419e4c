import type { CheckState } from '../../contract/platform/check-requests.ts';

/** What can happen to a check request after it was received. */
export type CheckEvent = 'takenOver' | 'answered';

/** Every allowed step; anything else does not happen. `audit` is the name under which the step is audited. */
export const checkTransitions = [
  { from: 'received', event: 'takenOver', to: 'withDepartment', audit: 'checkRequests.takenOver' },
  { from: 'withDepartment', event: 'answered', to: 'answered', audit: 'checkRequests.answered' },
] as const satisfies readonly { from: CheckState; event: CheckEvent; to: CheckState; audit: string }[];

/** The step an event makes from a state, or null when it makes none. */
export function checkStep(from: CheckState, event: CheckEvent): (typeof checkTransitions)[number] | null {
  return checkTransitions.find((one) => one.from === from && one.event === event) ?? null;
}
