import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onBothDatabases } from '../../../test/support/databases.ts';
import { createConnectors } from '../connectors/index.ts';
import { createAlipayProtocol } from './alipay/client.ts';
import { createAlipayIdentity } from './alipay/identity.ts';
import { createHostHttp } from './host-http.ts';
import { testAppKeys } from './testing.ts';
import { createOidcDialect } from './unified/oidc.ts';
import { createTicketDialect } from './unified/ticket.ts';
import { createWeixinClient } from './weixin/client.ts';

/** A slow host or department must never hold a database connection of ours: every adapter throws inside a transaction and sends nothing. */
let server: Server;
let url = '';
let asked = 0;
beforeAll(async () => {
  server = createServer((_request, response) => {
    asked += 1;
    response.end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => {
  server.closeAllConnections();
  server.close(done);
}));

const adapters = [
  'WeChat login', 'WeChat real name', 'Alipay login', 'Alipay initialize', 'Alipay query', 'OpenID Connect start', 'OpenID Connect return',
  'ticket return', 'national exchange', 'provincial gateway',
] as const;

onBothDatabases('no network inside a transaction', (database) => {
  const secrets = { state: 's', nonce: 'n', verifier: 'v'.repeat(43) };
  const back = new URL('http://127.0.0.1:8800/auth/unified/callback?code=c&ticket=t&state=s');
  const calls = (): Record<(typeof adapters)[number], () => Promise<unknown>> => {
    const { storage } = database;
    const http = createHostHttp(storage.assertNoTransaction);
    const weixin = createWeixinClient({ baseUrl: url, appId: 'a', appSecret: 's' }, http, Date.now);
    const app = testAppKeys();
    const config = { gatewayUrl: url, appId: '2021', appPrivateKey: app.privateKey, alipayPublicKey: app.publicKey };
    const alipay = createAlipayIdentity(config, createAlipayProtocol(config, http, Date.now), 'http://127.0.0.1/');
    const oidc = () => createOidcDialect({ kind: 'oidc', issuer: url, clientId: 'c', clientSecret: null }, 'http://127.0.0.1:8800', Date.now, storage.assertNoTransaction);
    const ticket = createTicketDialect({ kind: 'ticket', loginUrl: url, ticketUrl: url, appId: 'a', appSecret: 's', sm4Key: '0'.repeat(32) }, 'http://127.0.0.1:8800', http, Date.now);
    const connectors = createConnectors({
      profile: [
        { id: 'rs', dialect: 'national-exchange', baseUrl: url, requesterId: 'r', appKey: 'k' },
        { id: 'yb', dialect: 'provincial-hmac', baseUrl: url, accessKey: 'a', secretKey: 's' },
      ],
      now: () => new Date(), insideTransaction: () => storage.insideTransaction(),
    });
    const ask = (id: string) => connectors.client(id).call({ service: 'p', body: {}, idempotent: true });
    return {
      'WeChat login': () => weixin.code2Session('c'),
      'WeChat real name': () => weixin.checkRealName({ openid: 'o', name: 'n', credentialNo: '1', code: 'c' }),
      'Alipay login': () => alipay.login('c'),
      'Alipay initialize': () => alipay.initialize('o'.repeat(32), 'n', '1'),
      'Alipay query': () => alipay.query('c'),
      'OpenID Connect start': () => oidc().start(secrets),
      'OpenID Connect return': () => oidc().finish(back, secrets),
      'ticket return': () => ticket.finish(back, secrets),
      'national exchange': () => ask('rs'),
      'provincial gateway': () => ask('yb'),
    };
  };

  test.each(adapters)('%s', async (name) => {
    const call = calls()[name];
    asked = 0;
    await expect(database.storage.transaction(async () => { await call(); })).rejects.toThrow(/transaction/);
    expect(asked).toBe(0);
    // The same call outside goes out, whatever comes back.
    await call();
    expect(asked).toBeGreaterThan(0);
  });

  test('the way to the ticket page needs no network at all', async () => {
    asked = 0;
    const ticket = createTicketDialect({ kind: 'ticket', loginUrl: `${url}/in`, ticketUrl: url, appId: 'a', appSecret: 's', sm4Key: '0'.repeat(32) }, 'http://127.0.0.1:8800', createHostHttp(() => undefined), Date.now);
    expect(await database.storage.transaction(() => ticket.start(secrets))).toContain('/in?');
    expect(asked).toBe(0);
  });
});
