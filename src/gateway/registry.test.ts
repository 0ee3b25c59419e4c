import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { classed } from '../contract/field-class.ts';
import { defineOperation } from '../contract/operation.ts';
import type { ServerHandler } from '../contract/server.ts';
import { prepareOperations } from './http/prepared.ts';
import { createRegistry, type ServiceParts } from './registry.ts';

const hours = defineOperation({
  name: 'library.hours', method: 'GET', path: '/library/hours', summary: '开放时间', input: v.strictObject({}),
  output: v.object({ year: v.pipe(v.number(), classed('public', { label: '年份' })), who: v.pipe(v.string(), classed('public', { label: '单位' })) }),
  level: 'L0', basis: { basis: 'none', purpose: '' }, mutates: false, timeoutMs: 1000, rate: { limit: 60, windowSeconds: 60, by: 'address' },
});
const service = { id: 'library', title: '图书馆', summary: '图书馆', authority: '图书馆', page: null, aliases: [], operations: [hours], purposes: [] };
const parts = (handlers: Record<string, ServerHandler>): ServiceParts[] => [{ service, server: { handlers } }];
const limit = () => ({ take: () => null });
const prepare = (registry: ReturnType<typeof createRegistry>) => {
  // Only the service's own operation: the platform's handlers need a database.
  return prepareOperations({ ...registry, operations: [hours] }, {}, limit, 60)[0]!;
};

describe("a service's own server handler", () => {
  test('for an operation that the service does not have is refused at start', () => {
    expect(() => createRegistry(parts({ 'library.closing': () => ({ ok: true, data: {} }) }))).toThrow('belongs to no operation');
  });
  test('that is missing is refused at start', () => {
    expect(() => prepare(createRegistry(parts({})))).toThrow('has no handler');
  });
  test('of a write is refused at start', () => {
    const registry = createRegistry(parts({ 'library.hours': () => ({ ok: true, data: {} }) }));
    expect(() => prepareOperations({ ...registry, operations: [{ ...hours, level: 'L2', mutates: true }] }, {}, limit, 60)).toThrow('wrong kind');
  });
  test('is told the time and the departments, and nothing of session or address', async () => {
    let told: readonly string[] = [];
    const registry = createRegistry(parts({
      'library.hours': (context) => {
        told = Object.keys(context).sort();
        return { ok: true, data: { year: context.now.getUTCFullYear(), who: context.department('lib')?.authority ?? 'nobody' } };
      },
    }));
    const { handler } = prepare(registry);
    const context = { traceId: 't', now: new Date('2026-11-22T00:00:00Z'), session: null, language: 'zh-CN', address: '127.0.0.1', cookies: {}, origin: undefined } as never;
    expect(await (handler as { handle(a: never, b: never): Promise<unknown> }).handle(context, {} as never)).toEqual({ ok: true, data: { year: 2026, who: 'nobody' } });
    expect(told).toEqual(['department', 'now', 'traceId']);
  });
});

describe('a question to a department about an object', () => {
  const about = (more: object): ServiceParts[] => {
    const operation = defineOperation({
      name: 'library.card', method: 'POST', path: '/library/card', summary: '核验读者证',
      input: v.strictObject({ code: v.pipe(v.string(), classed('internal', { label: '验证码' })) }),
      output: v.object({ valid: v.pipe(v.boolean(), classed('public', { label: '有效' })) }),
      level: 'L0', basis: { basis: 'none', purpose: '' }, mutates: false, timeoutMs: 1000, rate: { limit: 60, windowSeconds: 60, by: 'address' }, department: 'lib', about: 'object',
      ...more,
    });
    const outlet = { name: '馆', address: '路', hours: '九点' };
    const department = { departments: [{ id: 'lib', authority: '图书馆', dialect: 'provincial-hmac', phone: '12345', outlet }], handlers: { 'library.card': async () => ({ ok: true as const, data: {}, sources: [] }) } } as const;
    return [{ service: { ...service, operations: [operation] }, department }];
  };

  test('needs neither identity nor consent', () => {
    expect(createRegistry(about({})).operations.some((one) => one.name === 'library.card')).toBe(true);
  });
  test.each([
    ['that names a person', { input: v.strictObject({ name: v.pipe(v.string(), classed('personal', { label: '姓名' })) }) }, 'input field name is of a person'],
    ['that tells something sensitive', { output: v.object({ number: v.pipe(v.string(), classed('sensitive', { label: '号码' })) }) }, 'tells number'],
    ['that writes', { mutates: true, level: 'L1' }, 'but writes'],
    ['that is cached by person', { cacheSeconds: 60 }, 'cached by person'],
    ['of no department', { department: undefined }, 'asks no department'],
    ['that forgets to say so', { about: undefined }, 'without a legal basis'],
  ])('%s is refused at start', (_what, more, words) => {
    expect(() => createRegistry(about(more))).toThrow(words);
  });
});
