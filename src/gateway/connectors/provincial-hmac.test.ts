import { afterEach, describe, expect, test } from '@jest/globals';
import { createConnectors } from './index.ts';
import { say, startDepartment } from '../../../test/support/loopback-department.ts';
import type { Behaviour } from '../../../test/support/loopback-department.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function build(behaviour: Behaviour, bodyDigest?: boolean) {
  const department = await startDepartment(behaviour);
  const connectors = createConnectors({
    profile: [{ id: 'yb', dialect: 'provincial-hmac', baseUrl: `${department.baseUrl}/prod`, accessKey: 'AK1', secretKey: 'SK1', bodyDigest }],
    now: () => new Date(1_636_447_760_000),
    insideTransaction: () => false,
  });
  open.push(connectors, department);
  return {
    heard: department.heard,
    ask: (over = {}) => connectors.client('yb').call({ service: '/yb/person', body: { aac002: '11010519491231002X' }, idempotent: false, ...over }),
  };
}

describe('provincial gateway', () => {
  test.each([
    [401, '{"success":false,"code":"401","msg":"clock"}', { fault: 'signatureRefused', code: '401' }],
    [403, '', { fault: 'notAuthorised', code: '403' }],
    [429, '{"success":false}', { fault: 'busy', code: '429' }],
    [500, '<html>', { fault: 'unavailable', code: '500' }],
    [302, '', { fault: 'unavailable', code: '302' }],
    [200, '{"success":false,"code":"SYS-1","msg":"x","data":null}', { fault: 'unavailable', code: 'SYS-1' }],
    [200, '{"success":false,"code":"0","msg":"x","data":null}', { fault: 'unavailable', code: '0' }],
    [200, '{"success":"true","code":"0"}', { fault: 'garbled' }],
    [200, '{"code":"0","data":{}}', { fault: 'garbled' }],
  ])('HTTP %i with %s is a fault', async (status, body, expected) => {
    const { ask } = await build((_heard, response) => say(response, body, status));
    expect(await ask()).toEqual({ ok: false, ...expected });
  });

  test('signs path, key, date and digest: bytes as openssl makes them', async () => {
    const { ask, heard } = await build((_heard, response) => say(response, '{"success":true,"code":"200","msg":"ok","data":{"akc087":"1.00"}}'));
    expect(await ask()).toEqual({ ok: true, code: '0', message: 'ok', data: { akc087: '1.00' }, dataTime: null });
    expect(heard[0]).toMatchObject({
      method: 'POST', url: '/prod/yb/person', body: '{"aac002":"11010519491231002X"}',
      headers: {
        'x-bg-hmac-algorithm': 'hmac-sha256', 'x-bg-hmac-access-key': 'AK1', 'x-bg-date-time': 'Tue, 09 Nov 2021 08:49:20 GMT',
        'x-bg-digest': 'd1rB4VMPtO8AbdCit4Vt5dB4SsYevWbTCmObLtdiu5U=', 'x-bg-hmac-signature': 'C/OK/lHKjetaCslGzyCV9voC/w8lPVwTANe4Me1bf3U=',
      },
    });
  });

  test('a city without the digest gets neither header nor line', async () => {
    const { ask, heard } = await build((_heard, response) => say(response, '{"success":true,"data":1}'), false);
    await ask();
    expect(heard[0]?.headers['x-bg-digest']).toBeUndefined();
    expect(heard[0]?.headers['x-bg-hmac-signature']).not.toBe('C/OK/lHKjetaCslGzyCV9voC/w8lPVwTANe4Me1bf3U=');
  });

  test('a GET sends the canonical query that was signed, and no body', async () => {
    const { ask, heard } = await build((_heard, response) => say(response, '{"success":true,"data":[],"dataTime":"2021-11-09"}'));
    expect(await ask({ method: 'GET', query: { b: '2 *', a: '1' }, body: undefined })).toMatchObject({ ok: true, dataTime: '2021-11-09' });
    expect(heard[0]).toMatchObject({ method: 'GET', url: '/prod/yb/person?a=1&b=2%20%2A', body: '' });
    expect(heard[0]?.headers['x-bg-digest']).toBeUndefined();
  });

  test.each(['E-201', 'E-202', 'E-203'])('%s is what the department says about the person, not a fault', async (code) => {
    const { ask } = await build((_heard, response) => say(response, `{"success":false,"code":"${code}","msg":"无","data":null}`));
    expect(await ask()).toEqual({ ok: true, code, message: '无', data: null, dataTime: null });
  });
});
