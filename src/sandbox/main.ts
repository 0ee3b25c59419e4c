import { demoPeople } from './people.ts';
import { startSandbox } from './server.ts';
import { readSettings } from './settings.ts';

/** Starts the city as a process of its own and ends it on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const city = await startSandbox({ ...readSettings(process.env), people: demoPeople });
  console.log(`SANDBOX city on ${city.url} (people: ${city.url}/people, hall: ${city.url}/hall)`);
  const stop = (): void => {
    void city.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
