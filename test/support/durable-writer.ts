/**
 * A process that writes and says what is confirmed, to be killed by its parent.
 * Arguments: storage options as JSON, folder for keys and head file. Prints `ready`, then one confirmed reference a line;
 * prints `refused <message>` when the data folder is held by another process.
 */
import { join } from 'node:path';
import { openAudit } from '../../src/gateway/audit/audit.ts';
import { fileKeyProvider } from '../../src/gateway/keys/file-provider.ts';
import { openKeys } from '../../src/gateway/keys/keys.ts';
import { newRef } from '../../src/gateway/storage/ids.ts';
import { openStorage, type StorageOptions } from '../../src/gateway/storage/open.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as StorageOptions;
const folder = process.argv[3] ?? '';

try {
  const keys = await openKeys(fileKeyProvider(join(folder, 'keys'), { generate: true }));
  const storage = await openStorage(options);
  const audit = openAudit({ storage, keys, headFile: join(folder, 'head.jsonl'), sealEveryMs: 20, headEveryMs: 30 });
  process.stdout.write('ready\n');
  // Several writers at once, so that a kill meets transactions in every state.
  const write = async () => {
    for (;;) {
      const ref = newRef();
      await storage.transaction(async (tx) => {
        await tx.insertInto('persons').values({ person_ref: ref, pepper_version: 1 }).execute();
        await tx
          .insertInto('drafts')
          .values({ draft_id: ref, person_ref: ref, kind: 'probe', sealed: keys.seal('field', ref, ref), expires_at: new Date(Date.now() + 60_000) })
          .execute();
        await audit.write(tx, { traceId: ref, personRef: ref, operation: 'probe.write', kind: 'write', outcome: 'ok' });
      });
      process.stdout.write(`${ref}\n`);
    }
  };
  await Promise.all([write(), write(), write(), write()]);
} catch (error) {
  process.stdout.write(`refused ${(error as Error).message}\n`);
  process.exitCode = 3;
}
