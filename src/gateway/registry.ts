import { existsSync } from 'node:fs';
import type { CheckDesk, DepartmentDeclaration, DepartmentHandler, DepartmentModule, DepartmentWriter, DocumentKind, Purpose, ServiceContract } from '../contract/department.ts';
import type { FeedDeclaration } from '../contract/feed.ts';
import { eachField } from '../contract/field-class.ts';
import type { Operation } from '../contract/operation.ts';
import { platformOperations } from '../contract/platform/index.ts';
import { platformPurposes } from '../contract/platform/purposes.ts';
import type { ServerHandler, ServerModule } from '../contract/server.ts';
import type { TopicDeclaration } from '../contract/topic.ts';

/** Folders below src/services that this city offers. A new service is one line here. */
export const serviceIds: readonly string[] = [
  'social-security',
];

/** Everything that was declared, checked to be complete. */
export interface Registry {
  readonly operations: readonly Operation[];
  readonly services: readonly ServiceContract[];
  readonly departments: readonly DepartmentDeclaration[];
  /** Handlers that ask a department, by operation name. */
  readonly departmentHandlers: Readonly<Record<string, DepartmentHandler>>;
  /** Handlers of services that need no department, by operation name. */
  readonly serverHandlers: Readonly<Record<string, ServerHandler>>;
  /** Writes that a department makes, by operation name. */
  readonly writers: Readonly<Record<string, DepartmentWriter>>;
  readonly topics: readonly TopicDeclaration[];
  readonly feeds: readonly FeedDeclaration[];
  readonly checkDesks: readonly CheckDesk[];
  readonly dueDates: NonNullable<DepartmentModule['dueDates']>;
  /** Kinds of documents that departments issue. */
  readonly documents: readonly DocumentKind[];
  readonly purposes: ReadonlyMap<string, Purpose & { readonly service: string | null }>;
  /** Service of an operation; null for the platform's own. */
  serviceOf(operation: string): ServiceContract | null;
}

export interface ServiceParts {
  readonly service: ServiceContract;
  readonly department?: DepartmentModule;
  readonly server?: ServerModule;
}

/** Loads the gateway-side files of each service; `server.ts` is there only where something is answered without a department. */
export async function loadServices(ids: readonly string[] = serviceIds): Promise<ServiceParts[]> {
  return Promise.all(ids.map(async (id) => {
    if (!/^[a-z][a-z0-9-]{0,40}$/.test(id)) throw new Error(`Service folder ${id} has an unusable name`);
    const { service } = (await import(`../services/${id}/contract.ts`)) as { service: ServiceContract };
    const { department } = (await import(`../services/${id}/department.ts`)) as { department: DepartmentModule };
    const own = new URL(`../services/${id}/server.ts`, import.meta.url);
    if (!existsSync(own)) return { service, department };
    const { server } = (await import(own.href)) as { server: ServerModule };
    return { service, department, server };
  }));
}

/** What is missing in a declaration; empty when it is complete. */
export function incompleteness(operation: Operation, purposes: ReadonlyMap<string, unknown>): string[] {
  const wrong: string[] = [];
  const say = (condition: boolean, what: string) => { if (condition) wrong.push(what); };
  say(!/^[a-z][a-zA-Z]*\.[a-z][a-zA-Z]*$/.test(operation.name), 'name is not noun.verb');
  say(!/^(\/[a-z][a-z0-9-]*)+$/.test(operation.path), 'path is not fixed lower-case text');
  say(operation.summary.length < 2, 'summary is missing');
  say(operation.basis.basis !== 'none' && !purposes.has(operation.basis.purpose), `purpose ${operation.basis.purpose} is not declared`);
  say(operation.basis.basis === 'none' && operation.basis.purpose !== '', 'basis none has no purpose');
  const aboutObject = operation.about === 'object';
  const aboutPerson = operation.department !== undefined && !aboutObject;
  say(aboutPerson && operation.basis.basis === 'none', 'asks a department without a legal basis');
  say(aboutPerson && operation.level !== 'L2' && operation.level !== 'L3', 'asks a department below L2');
  say(aboutObject && operation.department === undefined, 'is about an object, but asks no department');
  say(aboutObject && operation.mutates, 'is about an object, but writes');
  say(aboutObject && operation.cacheSeconds !== undefined, 'is about an object, but is cached by person');
  say(operation.level === 'L0' && operation.mutates, 'an anonymous write');
  say((operation.cacheSeconds ?? 0) > 300, 'cache is longer than 300 s');
  say(operation.mutates && operation.cacheSeconds !== undefined, 'a write is cached');
  say(operation.timeoutMs < 100 || operation.timeoutMs > 10_000, 'timeout is outside 100–10000 ms');
  say(operation.rate.limit < 1 || operation.rate.windowSeconds < 1, 'rate is missing');
  let fields = 0;
  eachField(operation.input, (path, facts) => {
    fields += 1;
    say(facts === null, `input field ${path} has no class`);
    say(aboutObject && facts !== null && (facts.fieldClass === 'personal' || facts.fieldClass === 'sensitive'), `is about an object, but input field ${path} is of a person`);
  });
  say(operation.method === 'GET' && fields > 0, 'GET takes no input');
  eachField(operation.output, (path, facts) => {
    say(facts === null, `output field ${path} has no class`);
    say(aboutObject && facts?.fieldClass === 'sensitive', `is about an object, but tells ${path}`);
  });
  return wrong;
}

/**
 * Puts all declarations together.
 * @throws when a name or path is taken twice, a declaration is incomplete, or a department operation has no handler
 */
export function createRegistry(parts: readonly ServiceParts[]): Registry {
  const services = parts.map((one) => one.service);
  const operations = [...platformOperations, ...services.flatMap((one) => one.operations)];
  const purposes = new Map<string, Purpose & { service: string | null }>();
  for (const purpose of platformPurposes) purposes.set(purpose.id, { ...purpose, service: null });
  for (const service of services) for (const purpose of service.purposes) {
    if (purposes.has(purpose.id)) throw new Error(`Purpose ${purpose.id} is declared twice`);
    purposes.set(purpose.id, { ...purpose, service: service.id });
  }
  const departments = new Map<string, DepartmentDeclaration>();
  const departmentHandlers: Record<string, DepartmentHandler> = {};
  const serverHandlers: Record<string, ServerHandler> = {};
  const writers: Record<string, DepartmentWriter> = {};
  const documents: DocumentKind[] = [];
  for (const { service, department, server } of parts) {
    for (const [name, handler] of Object.entries(server?.handlers ?? {})) {
      if (!service.operations.some((one) => one.name === name)) throw new Error(`Handler ${name} of ${service.id} belongs to no operation of it`);
      serverHandlers[name] = handler;
    }
    for (const one of department?.departments ?? []) {
      if (departments.has(one.id)) throw new Error(`Department ${one.id} is declared twice`);
      departments.set(one.id, one);
    }
    Object.assign(departmentHandlers, department?.handlers);
    Object.assign(writers, department?.writers);
    documents.push(...(department?.documents ?? []));
  }
  const topics = services.flatMap((one) => one.topics ?? []);
  const modules = parts.flatMap((one) => (one.department ? [one.department] : []));
  const feeds = modules.flatMap((one) => one.feeds ?? []);
  const checkDesks = modules.flatMap((one) => one.checkDesks ?? []);
  const dueDates = Object.assign({}, ...modules.map((one) => one.dueDates)) as Registry['dueDates'];
  for (const topic of topics) {
    if (topics.filter((one) => one.id === topic.id).length > 1) throw new Error(`Topic ${topic.id} is declared twice`);
    if (!purposes.has(topic.purpose)) throw new Error(`Topic ${topic.id}: purpose ${topic.purpose} is not declared`);
    if (topic.title.length > 20 || topic.advice.length > 20) throw new Error(`Topic ${topic.id}: title and advice have at most 20 characters`);
    if (topic.remindDays && !dueDates[topic.id]) throw new Error(`Topic ${topic.id}: nobody can be asked for its due date`);
  }
  for (const { id, department } of [...feeds, ...checkDesks.map((one) => ({ id: 'check requests', department: one.department }))]) {
    if (!departments.has(department)) throw new Error(`Feed ${id}: department ${department} is not declared`);
  }
  const ofDocuments = new Set(documents.flatMap((one) => Object.values(one.operations)));
  for (const name of ofDocuments) if (!operations.some((one) => one.name === name)) throw new Error(`Operation ${name} of a document is not declared`);
  const names = new Set<string>();
  const paths = new Set<string>();
  for (const operation of operations) {
    const wrong = incompleteness(operation, purposes);
    if (names.has(operation.name)) wrong.push('name is declared twice');
    if (paths.has(operation.path)) wrong.push('path is declared twice');
    names.add(operation.name);
    paths.add(operation.path);
    if (operation.department !== undefined) {
      if (!departments.has(operation.department)) wrong.push(`department ${operation.department} is not declared`);
      if (!(operation.mutates ? writers : departmentHandlers)[operation.name] && !ofDocuments.has(operation.name)) wrong.push('has no department handler');
      if (serverHandlers[operation.name]) wrong.push('asks a department and is answered without one');
    }
    if (wrong.length > 0) throw new Error(`Operation ${operation.name}: ${wrong.join('; ')}`);
  }
  const owner = new Map(services.flatMap((one) => one.operations.map((operation) => [operation.name, one] as const)));
  return {
    operations, services, departments: [...departments.values()], departmentHandlers, serverHandlers, writers, topics, feeds, checkDesks, dueDates, documents, purposes,
    serviceOf: (operation) => owner.get(operation) ?? null,
  };
}
