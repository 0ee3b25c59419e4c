import { core } from './001-core.ts';
import { identity } from './003-identity.ts';
import { files } from './004-files.ts';
import { alerts } from './005-alerts.ts';
import type { Migration } from './migration.ts';

/** Every migration in order; `001-core.ts` is the first. Numbers may have gaps: what was begun side by side lands in any order. */
export const migrations: readonly Migration[] = [core, identity, files, alerts];
