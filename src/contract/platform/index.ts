import type { Operation } from '../operation.ts';
import { accountOperations } from './account.ts';
import { caseOperations } from './cases.ts';
import { cityOperations } from './city.ts';
import { fileOperations } from './files.ts';
import { identityOperations } from './identity.ts';
import { rememberOperations } from './remember.ts';
import { sessionOperations } from './session.ts';
import { topicOperations } from './topics.ts';

/** Operations of the platform itself; services add theirs through the gateway's registry. */
export const platformOperations: readonly Operation[] = [
  ...cityOperations,
  ...sessionOperations,
  ...identityOperations,
  ...rememberOperations,
  ...accountOperations,
  ...caseOperations,
  ...fileOperations,
  ...topicOperations,
];
