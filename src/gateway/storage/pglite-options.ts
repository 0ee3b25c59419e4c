import { PGlite } from '@electric-sql/pglite';

/** How a folder is opened. 128 MB of shared buffers are usual, which cost about 130 MB of memory for nothing on one small connection. */
export function pgliteOptions(dataDir: string) {
  return { dataDir, startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'] };
}
