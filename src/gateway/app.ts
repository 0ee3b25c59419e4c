import { readFileSync } from 'node:fs';
import { createServer as createProbe, isIPv6 } from 'node:net';
import { join, resolve } from 'node:path';
import { Redis } from 'ioredis';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { verifyPath, verifyQuery } from '../contract/documents.ts';
import { createAccount } from './account/index.ts';
import { openAudit, type Audit } from './audit/audit.ts';
import { draftHandlers } from './cases/drafts.ts';
import { messageHandlers } from './cases/messages.ts';
import { cityHandlers } from './city/handlers.ts';
import { departmentProfiles, loadProfile, type CityProfile } from './city/profile.ts';
import type { Config } from './config.ts';
import { createConnectors, type Connectors } from './connectors/index.ts';
import { openChanges, type Changes } from './http/changes.ts';
import { documentParts } from './documents/index.ts';
import { fileHandlers } from './files/handlers.ts';
import { registerFiles, type FileSource } from './files/routes.ts';
import { createTickets } from './files/tickets.ts';
import { createConsents } from './http/consent.ts';
import { memoryCounterWindow, redisCounterWindow } from './http/counter.ts';
import { createDepartmentCaller, departmentContext } from './http/department-call.ts';
import { createInternal } from './http/internal.ts';
import { openKillSwitches } from './http/kill-switches.ts';
import { addressKey, limitFactory, type Limit } from './http/limits.ts';
import { createPersonCache } from './http/person-cache.ts';
import { createPipeline } from './http/pipeline.ts';
import { prepareOperations, type PreparedOperation } from './http/prepared.ts';
import { registerOperations, sendRefusal } from './http/routes.ts';
import { createServer } from './http/server.ts';
import type { Identity } from './http/session.ts';
import { registerStatic } from './http/static.ts';
import { newTraceId } from './http/trace.ts';
import { createUnitOfWork } from './http/unit-of-work.ts';
import { createIdentity, identitySettings } from './identity/index.ts';
import { openJobs } from './jobs/jobs.ts';
import { registerPurge } from './jobs/purge.ts';
import { environmentKeyProvider } from './keys/environment-provider.ts';
import { fileKeyProvider } from './keys/file-provider.ts';
import { openKeys, type Keys } from './keys/keys.ts';
import { openLog } from './observability/log.ts';
import { createMetrics } from './observability/metrics.ts';
import { createOutreach } from './outreach.ts';
import type { Handlers } from './ports.ts';
import { checkProduction } from './production.ts';
import { registerVerifyPage } from './public/verify-page.ts';
import { createRegistry, loadServices, type Registry, type ServiceParts } from './registry.ts';
import { adminHandlers } from './storage/admin-handlers.ts';
import { adminSocketPath, startAdminSocket } from './storage/admin-socket.ts';
import { openStorage } from './storage/open.ts';
import type { Storage } from './storage/storage.ts';

export interface GatewayOptions {
  readonly config: Config;
  /** Environment for what is no option: department credentials and keys. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Services instead of the registry's own list, for tests. */
  readonly services?: readonly ServiceParts[];
  /** Departments' clients instead of real connectors, for tests. */
  readonly connectors?: Connectors;
  /** Handlers that replace or add to the gateway's own, for tests. */
  readonly handlers?: Handlers;
  /** Where files of tickets come from, beside the documents of the services; for tests. */
  readonly fileSources?: Readonly<Record<string, FileSource>>;
  /** Limits instead of the declared ones, for tests that call more often than a person. */
  readonly limits?: (name: string, points: number, windowSeconds: number) => Limit;
  /** The job queue takes seconds to start; tests may do without. */
  readonly jobs?: boolean;
  readonly now?: () => Date;
}

/** A running gateway. */
export interface Gateway {
  readonly url: string;
  readonly internalUrl: string;
  readonly registry: Registry;
  readonly operations: readonly PreparedOperation[];
  readonly storage: Storage;
  readonly keys: Keys;
  readonly audit: Audit;
  readonly changes: Changes;
  readonly identity: Identity;
  readonly log: Logger;
  /** Readiness off, calls under way end (10 s at most), everything is closed. Safe to call twice. */
  close(): Promise<void>;
}

const drainMs = 10_000;

/** Version of package.json; `city.info` shows it. */
function versionOf(): string {
  const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** The option before the profile. */
function quietHoursOf(config: Config, profile: CityProfile): CityProfile['quietHours'] {
  const [from, to] = config.QUIET_HOURS?.split('-') ?? [];
  return from !== undefined && to !== undefined ? { from, to } : profile.quietHours;
}

/** A port that is free now: the public origin has to be known before the first route. */
async function freePort(host: string): Promise<number> {
  const probe = createProbe();
  await new Promise<void>((done, fail) => probe.once('error', fail).listen(0, host, () => done()));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Host part of an address: IPv6 stands in brackets. */
const inAddress = (host: string): string => (isIPv6(host) ? `[${host}]` : host);

function keyProvider(config: Config, dataDir: string, env: Readonly<Record<string, string | undefined>>) {
  if (config.KEYS_FROM === 'environment') return environmentKeyProvider(env);
  const generate = config.KEYS_DIR === null && config.NODE_ENV !== 'production';
  return fileKeyProvider(config.KEYS_DIR ?? join(dataDir, 'keys'), { generate });
}

/**
 * Opens everything in order and listens. What was opened is closed again when a later part fails.
 * @throws ConfigError, FolderHeldError, or what a part says about its own set-up
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { config } = options;
  const env = options.env ?? process.env;
  const now = options.now ?? (() => new Date());
  const closers: (() => Promise<unknown> | unknown)[] = [];
  const closeAll = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    return await open();
  } catch (error) {
    await closeAll().catch(() => undefined);
    throw error;
  }

  async function open(): Promise<Gateway> {
    const registry = createRegistry(options.services ?? (await loadServices()));
    const profile: CityProfile = await loadProfile(config);
    const dataDir = resolve(config.CHENGBAN_DATA_DIR);
    const { log, call: logCall, close: closeLog } = openLog({ file: config.LOG_FILE, level: config.LOG_LEVEL, operations: registry.operations });
    closers.push(closeLog);
    const metrics = createMetrics();
    const port = config.GATEWAY_PORT || (await freePort(config.GATEWAY_HOST));
    const listening = `http://${inAddress(config.GATEWAY_HOST)}:${port}`;
    const origin = config.PUBLIC_ORIGIN ?? listening;
    const departments = departmentProfiles(registry.departments, profile, config, env);
    // Storage first: its lock refuses a second process before keys or audit heads are touched.
    const storage = await openStorage(config.DATABASE_URL ? { databaseUrl: config.DATABASE_URL, schema: config.DATABASE_SCHEMA } : { dataDir, schema: config.DATABASE_SCHEMA });
    closers.push(() => storage.close());
    const keys = await openKeys(keyProvider(config, dataDir, env), profile.cipher);
    checkProduction({ config, profile, departments, origin, storage, keys, dataDir, env });
    const background = (what: string) => (error: unknown) => log.error({ what, err: error }, 'background work failed');
    const audit = openAudit({ storage, keys, headFile: join(dataDir, 'audit', 'head.jsonl'), onError: background('audit') });
    closers.push(() => audit.close());
    const changes = await openChanges(storage);
    closers.push(() => changes.close());
    const kills = await openKillSwitches(storage, changes, background('kill switches'));
    const connectors = options.connectors ?? createConnectors({
      profile: departments, now, insideTransaction: () => storage.insideTransaction(),
      metrics: { call: metrics.department, breaker: metrics.breaker },
    });
    closers.push(() => connectors.close());
    const settings = identitySettings(config, profile, origin, config.UNIFIED_SM4_KEY);
    const identity = createIdentity({ storage, keys, audit, changes, settings, log, now: () => now().getTime() });
    closers.push(() => identity.close?.());
    const redis = config.REDIS_URL ? new Redis(config.REDIS_URL, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: false }) : null;
    redis?.on('error', (error: unknown) => log.warn({ what: 'redis', err: error }, 'Redis is away'));
    closers.push(() => redis?.disconnect());
    const consents = createConsents(storage, changes);
    const cache = createPersonCache(changes);
    const caseDeps = { storage, keys };
    const tickets = createTickets(storage, keys);
    const documents = documentParts({
      storage, keys, tickets, verifyAddress: `${origin}${verifyPath}${verifyQuery}`,
      asking: ({ traceId, now: at, session }) => departmentContext({ connectors, identifiersOf: identity.identifiersOf }, { traceId, now: at, personRef: session?.personRef ?? null }),
    }, registry);
    const names = new Map(registry.departments.map((one) => [one.id, one.authority]));
    const departmentName = (id: string) => names.get(id);
    const askedConsents = new Set([
      ...registry.operations.flatMap(({ basis }) => (basis.basis === 'consent' || basis.basis === 'separateConsent' ? [basis.purpose] : [])),
      ...registry.topics.map((one) => one.purpose),
    ]);
    const outreach = createOutreach({ storage, keys, audit, connectors, kills, registry, profile, settings, metrics, log, now, quietHours: quietHoursOf(config, profile), identifiersOf: identity.identifiersOf, departmentName });
    const handlers: Handlers = {
      ...identity.handlers,
      ...createAccount({
        storage, audit, changes, identifiersOf: identity.identifiersOf,
        consentPurposes: [...registry.purposes.values()].filter((one) => askedConsents.has(one.id)),
        words: {
          operation: (name) => registry.operations.find((one) => one.name === name)?.summary,
          department: departmentName,
          purpose: (id) => registry.purposes.get(id)?.title,
        },
      }),
      ...cityHandlers({ registry, profile, kills, version: versionOf() }),
      ...draftHandlers(caseDeps),
      ...outreach.handlers,
      ...messageHandlers(caseDeps),
      ...fileHandlers(tickets),
      ...documents.handlers,
      ...options.handlers,
    };
    const operations = prepareOperations(registry, handlers, options.limits ?? limitFactory(redis), config.ADDRESS_LIMIT_PER_MINUTE);
    const failed = (traceId: string, operation: string, error: unknown) => log.error({ traceId, operation, err: error }, 'call failed');
    const report: Parameters<typeof registerOperations>[2]['report'] = (one) => {
      metrics.call(one);
      logCall(one);
    };
    const app = createServer({ https: origin.startsWith('https:'), trustedProxies: config.TRUSTED_PROXIES, maxConnections: config.MAX_CONNECTIONS, departmentName, report, failed });
    const pipelineDeps = {
      tokens: identity.tokens, consents, kills, cache, audit,
      counters: redis ? redisCounterWindow(redis) : memoryCounterWindow(),
      unitOfWork: createUnitOfWork(storage, keys, audit),
      askDepartment: createDepartmentCaller({ connectors, kills, identifiersOf: identity.identifiersOf }),
      badOutput: (call: { traceId: string; operation: PreparedOperation }, paths: string[]) => log.error({ traceId: call.traceId, operation: call.operation.name, paths }, 'an answer broke its own schema'),
      auditFailed: background('audit'),
      cacheUse: metrics.cache,
    };
    registerOperations(app, operations.map((one) => [one, createPipeline(one, pipelineDeps)] as const), {
      maxInFlight: config.MAX_IN_FLIGHT, departmentName, now, report, failed,
    });
    // These stand outside the pipeline – they answer browsers, or carry files; the cheap limit by address stands before them as well.
    const outside = async (name: string, perMinute: number, routes: (scope: FastifyInstance) => void) => {
      const limit = (options.limits ?? limitFactory(redis))(`address:${name}`, perMinute, 60);
      await app.register(async (scope) => {
        scope.addHook('onRequest', async (request, reply) => {
          const refusal = await limit.take(addressKey(request.ip));
          return refusal ? sendRefusal(request, reply, refusal, newTraceId(), departmentName) : undefined;
        });
        routes(scope);
      });
    };
    await outside('auth', 120, (scope) => identity.routes(scope));
    await outside('files', 120, (scope) => registerFiles(scope, {
      tickets, tokens: identity.tokens, audit, now, departmentName, report, failed, sources: { ...documents.sources, ...options.fileSources },
    }));
    registerVerifyPage(app, {
      kinds: registry.documents, handlers: registry.departmentHandlers, origin, client: (id) => connectors.client(id), now, departmentName, report, failed,
      city: profile, switchedOff: (id) => kills.reasonOf(id), limit: (options.limits ?? limitFactory(redis))('address:verify', 30, 60),
    });
    if (!(await registerStatic(app, config.H5_DIR))) log.warn({ folder: config.H5_DIR }, 'the browser application is not built');

    let draining = false;
    metrics.observe(async () => {
      const { waiting } = await storage.db.selectFrom('audit_waiting').select(sql<number>`coalesce(sum(cardinality(row_ids)), 0)::int`.as('waiting')).executeTakeFirstOrThrow();
      return { auditUnsealed: waiting, cacheCharacters: cache.size() };
    });
    const internal = createInternal({
      metrics, identity, kills, departmentName, failed, runs: outreach.runs, outreachState: outreach.state,
      hallSecret: config.HALL_SECRET,
      operatorSecret: config.INTERNAL_SECRET ?? config.HALL_SECRET,
      async readiness() {
        if (draining) return 'draining';
        const answered = await Promise.race([
          storage.db.selectFrom('schema_versions').select('version').limit(1).execute().then(() => true, () => false),
          new Promise<boolean>((done) => setTimeout(() => done(false), 2000).unref()),
        ]);
        return answered ? null : 'database';
      },
    });
    await app.listen({ host: config.GATEWAY_HOST, port });
    closers.push(async () => {
      const force = setTimeout(() => app.server.closeAllConnections(), drainMs);
      await app.close();
      clearTimeout(force);
    });
    const internalUrl = await internal.listen({ host: config.GATEWAY_INTERNAL_HOST, port: config.GATEWAY_INTERNAL_PORT });
    closers.push(() => internal.close());
    if (options.jobs !== false) {
      const jobs = openJobs({ storage, onError: (what, error) => background(`jobs ${what}`)(error) });
      registerPurge(jobs, storage);
      outreach.register(jobs);
      jobs.start().catch(background('jobs'));
      closers.push(() => jobs.close());
    }
    // Backup and verify from the command line. A second process on the folder, or a path too long for a socket, does without.
    const admin = await startAdminSocket(adminSocketPath(dataDir), adminHandlers(storage, audit)).catch((error: unknown) => {
      log.warn({ what: 'admin socket', err: error }, 'the administrator commands cannot reach this process');
      return null;
    });
    closers.push(() => admin?.close());
    let closing: Promise<void> | null = null;
    return {
      url: listening, internalUrl, registry, operations, storage, keys, audit, changes, identity, log,
      close() {
        draining = true;
        return (closing ??= closeAll());
      },
    };
  }
}

