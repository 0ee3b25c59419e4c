import { createGateway } from './app.ts';
import { ConfigError, readConfig } from './config.ts';

/** Starts the gateway as a process of its own; SIGTERM or SIGINT ends it gracefully, a second one at once. */
async function main(): Promise<void> {
  const gateway = await createGateway({ config: readConfig(process.env) });
  process.stdout.write(`Gateway ready on ${gateway.url} (internal: ${gateway.internalUrl}, database: ${gateway.storage.kind})\n`);
  const stop = () => {
    process.once('SIGTERM', () => process.exit(1));
    gateway.close().then(() => process.exit(0), () => process.exit(1));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  // A wrong setting or a held folder is said in one sentence; anything else with its stack.
  const expected = error instanceof ConfigError || (error as Error).name === 'FolderHeldError';
  process.stderr.write(`${expected ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
});
