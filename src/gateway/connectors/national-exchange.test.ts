import { afterEach, describe, expect, test } from '@jest/globals';
import { createConnectors } from './index.ts';
import type { Connectors } from './index.ts';
import { say, startDepartment } from '../../../test/support/loopback-department.ts';
import type { Behaviour } from '../../../test/support/loopback-department.ts';

const firstKey = '{"code":"0","data":{"secret":"nDLAVUMmvNX9UbUIwhPTzHQPG0HLiCXPM0CBpdntU9M=","secretEndTime":1700028800000}}';
const secondKey = '{"code":"0","data":{"secret":"GxbkfCM+s8LBHGQh56dDHnQPG0HLiCXPM0CBpdntU9M=","secretEndTime":"1700057600000"}}';
const person = '{"code":"0","message":"成功","data":{"aac001":"1"},"total":1,"dataTime":"2023-11-14"}';
const refresh = '/sysapi/auth/refreshappsecret';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function build(behaviour: Behaviour) {
  const department = await startDepartment(behaviour);
  let now = 1_700_000_000_000;
  const connectors: Connectors = createConnectors({
    profile: [{ id: 'rs', dialect: 'national-exchange', baseUrl: department.baseUrl, requesterId: 'city-01', appKey: 'app-key-1' }],
    now: () => new Date(now),
    insideTransaction: () => false,
  });
  open.push(connectors, department);
  return {
    heard: department.heard,
    setNow: (at: number) => (now = at),
    ask: (over = {}) => connectors.client('rs').call({ service: 'rs_person', body: { aac002: '1' }, idempotent: true, ...over }),
  };
}
/** Keys in the order given; business calls by the second behaviour. */
const withKeys = (keys: string[], business: Behaviour): Behaviour => {
  let refreshes = 0;
  let calls = 0;
  return (heard, response) => {
    if (heard.url === refresh) say(response, keys[Math.min(refreshes++, keys.length - 1)] ?? '');
    else business(heard, response, ++calls);
  };
};

describe('national exchange', () => {
  test('an answer without the right signature of ours is refused by the department, not hidden', async () => {
    for (const [code, fault] of [['E-101', 'signatureRefused'], ['E-102', 'signatureRefused'], ['E-106', 'notAuthorised'], ['E-999', 'unavailable']] as const) {
      const { ask } = await build(withKeys([firstKey], (_heard, response) => say(response, `{"code":"${code}","message":"x","data":null}`)));
      expect(await ask({ idempotent: false })).toEqual({ ok: false, fault, code });
    }
  });

  test.each([
    ['{"code":"-1","message":"x"}', 'unavailable'],
    ['{"code":"E-106","message":"x"}', 'notAuthorised'],
    ['{"code":"0","data":{"secret":"AAAA"}}', 'garbled'],
    ['{"code":"0","data":null}', 'garbled'],
    ['<html></html>', 'garbled'],
    ['', 'garbled'],
  ])('a key refresh answered with %s is a fault and no call is sent', async (answer, fault) => {
    const { ask, heard } = await build(withKeys([answer], (_heard, response) => say(response, person)));
    expect(await ask({ idempotent: false })).toMatchObject({ ok: false, fault });
    expect(heard.every((one) => one.url === refresh)).toBe(true);
  });

  test('refreshes with the application key, then signs with the opened request key: bytes as openssl makes them', async () => {
    const { ask, heard } = await build(withKeys([firstKey], (_heard, response) => say(response, person)));
    expect(await ask()).toEqual({ ok: true, code: '0', message: '成功', data: { aac001: '1' }, dataTime: '2023-11-14' });
    expect(heard[0]).toMatchObject({ method: 'POST', url: refresh });
    expect(JSON.parse(heard[0]!.body)).toEqual({
      gjgxjhpt_rid: 'city-01', gjgxjhpt_sid: 'rs_person', gjgxjhpt_rtime: '1700000000000', gjgxjhpt_sign: 'MuL8HXT+7RnZ9nw7m1JB0uQ5dc5Lul+GnvvT9ctLEuo=',
    });
    expect(heard[1]).toMatchObject({
      method: 'POST', url: '/rs_person', body: '{"aac002":"1"}',
      headers: {
        gjgxjhpt_rid: 'city-01', gjgxjhpt_sid: 'rs_person', gjgxjhpt_rtime: '1700000000001', gjgxjhpt_sign: 'X91MvvzHTTX2Px8PHkOuSoEBTqTO8gY0adLvPbVdtPQ=',
      },
    });
  });

  test.each([[404, '{"error":"no such page"}', 'unavailable'], [500, '{"code":"0"}', 'unavailable'], [429, '', 'busy'], [200, '{"status":"ok"}', 'garbled'], [404, '{"code":"E-203"}', 'garbled']])(
    'HTTP %i with %s is no answer about the person',
    async (status, body, fault) => {
      const { ask } = await build(withKeys([firstKey], (_heard, response) => say(response, body, status)));
      expect(await ask({ idempotent: false })).toMatchObject({ ok: false, fault, code: String(status) });
    },
  );

  test.each(['E-201', 'E-202', 'E-203'])('%s is what the department says about the person, not a fault', async (code) => {
    const { ask } = await build(withKeys([firstKey], (_heard, response) => say(response, `{"code":"${code}","message":"无","data":null,"dataTime":"2023-02-30"}`)));
    expect(await ask()).toEqual({ ok: true, code, message: '无', data: null, dataTime: null });
  });

  test('a key that expires in flight is refreshed once and the call repeated, also for a write', async () => {
    const { ask, heard } = await build(withKeys([firstKey, secondKey], (_heard, response, nth) => say(response, nth === 1 ? '{"code":"E-103"}' : person)));
    expect(await ask({ idempotent: false })).toMatchObject({ ok: true });
    expect(heard.map((one) => one.url)).toEqual([refresh, '/rs_person', refresh, '/rs_person']);
    expect(heard[3]?.headers.gjgxjhpt_sign).toBe('Y+Mp9ozWYBYA4Q11ECAEc3WWzzdzcHO9sjPXTA/klcI=');
  });

  test('a department that calls every key expired is asked twice and then refused', async () => {
    const { ask, heard } = await build(withKeys([firstKey, secondKey], (_heard, response) => say(response, '{"code":"E-103"}')));
    expect(await ask()).toEqual({ ok: false, fault: 'signatureRefused', code: 'E-103' });
    expect(heard).toHaveLength(4);
  });

  test('many calls that need a key wait for one refresh, and no two calls carry the same time', async () => {
    const { ask, heard } = await build(withKeys([firstKey], (_heard, response) => say(response, person)));
    const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => ask({ body: { aac002: String(n) } })));
    expect(replies.every((one) => one.ok)).toBe(true);
    expect(heard.filter((one) => one.url === refresh)).toHaveLength(1);
    expect(new Set(heard.slice(1).map((one) => one.headers.gjgxjhpt_rtime)).size).toBe(20);
  });

  test('near its end the key still serves while the next is fetched; after its end the call waits for the new one', async () => {
    const { ask, heard, setNow } = await build(withKeys([firstKey, secondKey], (_heard, response) => say(response, person)));
    await ask();
    setNow(1_700_028_800_000 - 5 * 60_000);
    expect(await ask({ body: { n: 2 } })).toMatchObject({ ok: true });
    while (heard.filter((one) => one.url === refresh).length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    setNow(1_700_028_800_000 + 60_000);
    await ask({ body: { n: 3 } });
    expect(heard.filter((one) => one.url === refresh)).toHaveLength(2);
    setNow(1_700_057_600_000);
    await ask({ body: { n: 4 } });
    expect(heard.filter((one) => one.url === refresh)).toHaveLength(3);
  });

  test('a refresh that hangs costs a call its own time and no more', async () => {
    const { ask } = await build((heard, response) => heard.url !== refresh && say(response, person));
    expect(await ask({ timeoutMs: 150 })).toEqual({ ok: false, fault: 'timeout' });
  });
});
