import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { demoPeople } from './people.ts';
import { startSandbox } from './server.ts';
import type { Sandbox, SandboxOptions } from './server.ts';
import { readSettings } from './settings.ts';
import { testPeople } from './testing.ts';

const running: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});
const start = async (more: Partial<SandboxOptions> = {}): Promise<Sandbox> => {
  const city = await startSandbox({ port: 0, people: testPeople, standIns: [], ...more });
  running.push(city);
  return city;
};
const json = (body: unknown) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('the city', () => {
  test('does not start in production', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      await expect(startSandbox({ port: 0, people: testPeople })).rejects.toThrow(/production/);
    } finally {
      process.env.NODE_ENV = before;
    }
  });

  test('a wrong setting is named', () => {
    expect(() => readSettings({ SANDBOX_PORT: 'many' })).toThrow(/SANDBOX_PORT/);
    expect(() => readSettings({ SANDBOX_ALIPAY_ID_MODE: 'x' })).toThrow(/SANDBOX_ALIPAY_ID_MODE/);
    expect(readSettings({}).port).toBe(8810);
    expect(readSettings({ SANDBOX_IDENTITY_REDIRECT_URIS: 'http://a/, http://b/' }).identity?.redirectUris).toEqual(['http://a/', 'http://b/']);
  });

  test('starts with the demo people and every service that has departments', async () => {
    const city = await startSandbox({ port: 0, people: demoPeople });
    running.push(city);
    expect(await (await fetch(`${city.url}/health`)).json()).toEqual({ ok: true, sandbox: true, people: demoPeople.length });
  });

  test('says SANDBOX on each of its pages, the identity page included', async () => {
    const city = await start({ identity: { redirectUris: ['http://127.0.0.1:1/'], ticketAppId: 'app' } });
    const paths = ['/', '/people', '/hall', '/identity/ticket/authorize?appId=app&redirect=http://127.0.0.1:1/', '/identity/sign-in/none', '/identity/auth'];
    for (const path of paths) {
      const page = await fetch(`${city.url}${path}`, { headers: { accept: 'text/html' } });
      expect(page.headers.get('content-type')).toMatch(/text\/html/);
      expect(await page.text()).toMatch(/SANDBOX/);
    }
    const listed = (await (await fetch(`${city.url}/people`)).json()) as { people: { id: string }[] };
    expect(listed.people.map((person) => person.id)).toEqual(['wang', 'chan']);
  });
});

describe('faults of the connection', () => {
  const token = '/weixin/cgi-bin/token';

  test('an order that makes no sense is refused in words', async () => {
    const city = await start();
    const order = async (body: unknown) => (await fetch(`${city.url}/control/faults`, json(body))).status;
    expect(await order({ target: 'moon', fault: 'slow' })).toBe(400);
    expect(await order({ target: 'weixin', fault: 'explode' })).toBe(400);
    expect(await order({ target: 'weixin', fault: 'slow', times: 0 })).toBe(400);
    expect(await order({ target: 'weixin', fault: 'slow', rate: 2 })).toBe(400);
    expect(await order([])).toBe(400);
  });

  test('500, HTML, empty, garbage and a cut line reach their target only, and end when cleared', async () => {
    const city = await start();
    const order = (fault: string) => fetch(`${city.url}/control/faults`, json({ target: 'weixin', fault, times: 1 }));
    await order('error500');
    expect((await fetch(`${city.url}/health`)).status).toBe(200);
    expect((await fetch(city.url + token)).status).toBe(500);
    await order('html');
    expect(await (await fetch(city.url + token)).text()).toMatch(/^<html>/);
    await order('empty');
    expect(await (await fetch(city.url + token)).text()).toBe('');
    await order('garbage');
    await expect((await fetch(city.url + token)).json()).rejects.toThrow();
    await order('drop');
    await expect(fetch(city.url + token)).rejects.toThrow();
    await order('drop');
    expect(await (await fetch(`${city.url}/control/faults`)).json()).toMatchObject({ faults: [{ target: 'weixin', fault: 'drop', hits: 0 }] });
    await fetch(`${city.url}/control/faults`, { method: 'DELETE' });
    expect(await (await fetch(city.url + token)).json()).toMatchObject({ errcode: 41002 });
  });

  test('a hung target never answers, others do, and the city still closes', async () => {
    const city = await start();
    city.faults.set({ target: 'weixin', fault: 'hang' });
    const hung = fetch(city.url + token).then(() => 'answered', () => 'cut');
    expect((await fetch(`${city.url}/hall`)).status).toBe(200);
    await city.close();
    expect(await hung).toBe('cut');
  });
});

describe('the hall', () => {
  const press = (city: Sandbox, channel: string, more = {}) =>
    fetch(`${city.url}/hall`, {
      method: 'POST',
      body: new URLSearchParams({ name: '王小明', credentialType: 'residentId', credentialNo: '11010519491231002X', channel, ...more }),
    });

  test('without a gateway it says so in words', async () => {
    const page = await press(await start(), 'counter');
    expect(page.status).toBe(422);
    expect(await page.text()).toMatch(/大厅还没有接上网关/);
  });

  test('a gateway that is down, refuses, or answers nonsense is told in words', async () => {
    const city = await start({ hall: { gatewayInternalUrl: 'http://127.0.0.1:1', secret: 's' } });
    expect(await (await press(city, 'counter')).text()).toMatch(/连不上网关/);
    const answers = [[401, '{}'], [503, 'x'], [422, '{"detail":"<证件号码>不对"}']] as const;
    let turn = 0;
    const gateway = createServer((_request, response) => {
      const [status, body] = answers[turn] ?? [500, ''];
      turn += 1;
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    running.push({ close: () => new Promise((resolve) => gateway.close(resolve)) });
    city.connectHall({ gatewayInternalUrl: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`, secret: 's' });
    expect(await (await press(city, 'counter')).text()).toMatch(/没有认可本大厅的凭据/);
    expect(await (await press(city, 'counter')).text()).toMatch(/状态 503/);
    expect(await (await press(city, 'counter')).text()).toMatch(/&#60;证件号码&#62;不对/);
  });

  test('asks the gateway with its secret and shows the code, at the counter and by telephone', async () => {
    const asked: unknown[] = [];
    const gateway = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        asked.push([request.method, request.url, request.headers.authorization, JSON.parse(body)]);
        response.writeHead(201, { 'content-type': 'application/json' }).end('{"code":"4827 1935","expiresAt":"2026-11-22T10:10:00+08:00"}');
      });
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    running.push({ close: () => new Promise((resolve) => gateway.close(resolve)) });
    const city = await start({ hall: { gatewayInternalUrl: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`, secret: 'hall-secret' } });
    const page = await (await press(city, 'counter')).text();
    expect(page).toMatch(/4827 1935/);
    expect(page).toMatch(/10:10 前有效/);
    await press(city, 'telephone');
    const question = { name: '王小明', credentialType: 'residentId', credentialNo: '11010519491231002X' };
    expect(asked).toEqual([
      ['POST', '/internal/binding-codes', 'Bearer hall-secret', { ...question, channel: 'counter' }],
      ['POST', '/internal/binding-codes', 'Bearer hall-secret', { ...question, channel: 'telephone' }],
    ]);
  });

  test('a chosen demo person fills the form', async () => {
    const city = await start();
    const page = await (await fetch(`${city.url}/hall?personId=chan`)).text();
    expect(page).toMatch(/value="810000199408230021"/);
    expect(page).toMatch(/<option value="hkMacaoTaiwanResidencePermit" selected>/);
  });
});
