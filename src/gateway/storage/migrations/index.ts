import { core } from './001-core.ts';
import { alerts } from './005-alerts.ts';
import type { Migration } from './migration.ts';

/** Every migration in order; `001-core.ts` is the first. */
export const migrations: readonly Migration[] = [core, alerts];
