/**
 * `npm run bench -- gateway [--only <words>] [--profile]`: speed, latency and memory of the gateway beside anchors measured in the same run.
 * PostgreSQL is looked for at DATABASE_URL or 127.0.0.1:5432 and gets a database of its own; without it those rows are skipped.
 * `--profile` measures nothing: it loads the gateway under a CPU profile and prints where the time goes.
 */
import { randomBytes } from 'node:crypto';
import { availableParallelism, cpus } from 'node:os';
import { ownDatabase } from './database.ts';
import { startBenchGateway } from './gateway.ts';
import { runLoad } from './load.ts';
import { addedLatency, askedEachTime, askedTarget, fromCache, listOfService, memoryAfter, oneHangs, type Ground } from './measure-gateway.ts';
import { startProgram, stopAll } from './processes.ts';
import { profileGateway } from './profile.ts';
import { sound } from './rounds.ts';
import { secondStart } from './second-start.ts';
import { printTable, type Row } from './table.ts';

const args = process.argv.slice(2);
if (args[0] === 'screen') {
  await import('./screen.ts');
  process.exit();
}
if (args[0] !== 'gateway') {
  process.stdout.write('Say what to measure: npm run bench -- gateway, or npm run bench -- screen\n');
  process.exit(2);
}
const only = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '') : '';
const wanted = (name: string): boolean => only === '' || name.includes(only);
/** A database is opened when some part of it is wanted: `--only 'one hangs on PostgreSQL'` needs that one only. */
const wantedOn = (kind: string): boolean => wanted(kind) || only.includes(kind);
const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const rows: Row[] = [];

/** A part that fails is a missed row with its reason; the other parts go on. */
async function part(name: string, work: () => Promise<readonly Row[]>): Promise<void> {
  if (!wanted(name)) return;
  say(`  ${name} …`);
  try {
    rows.push(...(await work()));
  } catch (error) {
    rows.push({ what: name, product: '–', anchor: '–', budget: '–', met: false, note: (error as Error).message.split('\n')[0] });
    say(`    ${(error as Error).message.slice(0, 1500)}`);
  }
}

const citySecret = randomBytes(16).toString('hex');
const departments = await startProgram(['test/bench/department.ts', citySecret], /port (\d+)/);
const upstreamPort = Number(departments.said);
const ground: Ground = { departments, upstreamPort, upstream: `http://127.0.0.1:${upstreamPort}` };
const database = await ownDatabase();
const common = { departments: ground.upstream, citySecret };
const giveUp = (): void => {
  void stopAll().then(() => database.drop()).finally(() => process.exit(130));
};
process.once('SIGINT', giveUp);
process.once('SIGTERM', giveUp);
try {
  say(`Gateway, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}; the generator and the departments run on the same machine.`);
  if (args.includes('--profile')) {
    await profileGateway({ ...common, databaseUrl: database.url, people: 1500 });
  } else {
    if (database.url === null) rows.push({ what: 'everything on PostgreSQL', product: '–', anchor: '–', budget: '–', met: null, note: `no PostgreSQL: ${database.why}` });
    else if (wantedOn('PostgreSQL')) {
      say('PostgreSQL: enrolling 2,500 people …');
      const gateway = await startBenchGateway({ ...common, databaseUrl: database.url, people: 2500 });
      let speed = 1500;
      await part('cached on PostgreSQL', () => fromCache(gateway));
      await part('department asked on PostgreSQL', async () => {
        const result = await askedEachTime(gateway, ground);
        speed = result.speed;
        return result.rows;
      });
      await part('added latency on PostgreSQL', async () => [await addedLatency(gateway, ground, speed / 2, 5, 'PostgreSQL')]);
      await part('list on PostgreSQL', () => listOfService(gateway, ground));
      await part('one hangs on PostgreSQL', () => oneHangs(gateway, ground));
      await part('memory on PostgreSQL', async () => [await memoryAfter(gateway, 250, 'PostgreSQL')]);
      await gateway.stop();
    }
    if (wantedOn('PGlite')) {
      say('PGlite: enrolling 1,000 people …');
      const gateway = await startBenchGateway({ ...common, databaseUrl: null, people: 1000 });
      let speed = 600;
      await part('department asked on PGlite', async () => {
        const result = await runLoad({ targets: [askedTarget(gateway.port)], sessions: gateway.sessions, connections: 32, seconds: 4, rate: null, most: 8000 });
        sound('gateway on PGlite', result);
        speed = result.perSecond;
        return [];
      });
      await part('added latency on PGlite', async () => [await addedLatency(gateway, ground, speed / 2, 25, 'PGlite')]);
      await part('memory on PGlite', async () => [await memoryAfter(gateway, 400, 'PGlite', 100_000, 90)]);
      await gateway.stop();
    }
    if (wanted('start')) await part('start', async () => [await secondStart()]);
    process.exitCode = printTable(rows) > 0 ? 1 : 0;
  }
} finally {
  await stopAll();
  await database.drop();
}
