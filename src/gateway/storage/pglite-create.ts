/**
 * Makes a new PGlite folder and ends: a process of its own, because making one takes more than half a gigabyte
 * that a thread would leave behind in the gateway. Argument: the folder.
 */
import { PGlite } from '@electric-sql/pglite';
import { pgliteOptions } from './pglite-options.ts';

// The gateway is gone: nobody holds the folder's lock any more.
process.on('disconnect', () => process.exit(1));

const folder = process.argv[2];
if (!folder) throw new Error('pglite-create.ts needs a folder');
const database = await PGlite.create(pgliteOptions(folder));
await database.close();
process.exit(0);
