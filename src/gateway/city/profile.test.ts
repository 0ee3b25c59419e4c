import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DepartmentDeclaration } from '../../contract/department.ts';
import { readConfig } from '../config.ts';
import { createConnectors } from '../connectors/index.ts';
import { departmentProfiles, loadProfile } from './profile.ts';
import type { CityProfile } from './profile.ts';

const folder = mkdtempSync(join(tmpdir(), 'chengban-profile-'));
const file = (name: string) => join(folder, name);
const outlet = { name: '', address: '', hours: '' };
const yb: DepartmentDeclaration = { id: 'yb', authority: '医保局', dialect: 'provincial-hmac', phone: '12393', outlet };
const config = readConfig({ SANDBOX_URL: 'http://127.0.0.1:9', CITY_SECRET: 'of-this-test' });
let demo: CityProfile;
let server: Server;
let address = '';
const heard: { digest: unknown; authorised: boolean }[] = [];

/** A certificate of its own for this machine, or one for a client. */
function certificate(name: string, more: string[]): void {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', file(`${name}.key`), '-out', file(`${name}.pem`), ...more], { stdio: 'ignore' });
}

beforeAll(async () => {
  demo = await loadProfile(config);
  certificate('department', ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']);
  certificate('gateway', ['-subj', '/CN=gateway']);
  writeFileSync(file('no.pem'), 'nothing of the kind');
  server = createServer(
    { key: readFileSync(file('department.key')), cert: readFileSync(file('department.pem')), ca: readFileSync(file('gateway.pem')), requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      heard.push({ digest: request.headers['x-bg-digest'], authorised: (request.socket as { authorized?: boolean }).authorized === true });
      response.end('{"success":true,"code":"0","msg":"","data":{}}');
    },
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 30_000);
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true, force: true });
});

const withYb = (own: CityProfile['departments']['byId'][string]): CityProfile => ({ ...demo, departments: { ...demo.departments, byId: { yb: own } } });
async function ask(own: CityProfile['departments']['byId'][string], env: Record<string, string> = {}) {
  const connectors = createConnectors({ profile: departmentProfiles([yb], withYb({ baseUrl: address, ...own }), config, env), now: () => new Date(), insideTransaction: () => false });
  try {
    return await connectors.client('yb').call({ service: '/p', body: {}, idempotent: false });
  } finally {
    await connectors.close();
  }
}

describe('what a profile says of a department reaches its connector', () => {
  const key = { DEPARTMENT_YB_CLIENT_KEY_FILE: file('gateway.key') };

  test.each([
    ['an authority that is no PEM', { caFile: 'no.pem' }, {}, /Department yb: caFile .*no\.pem/],
    ['an authority that is not there', { caFile: 'gone.pem' }, {}, /Department yb: caFile .*gone\.pem/],
    ['a certificate without its key', { clientCertFile: 'gateway.pem' }, {}, /DEPARTMENT_<ID>_CLIENT_KEY_FILE/],
    ['a key that is not there', { clientCertFile: 'gateway.pem' }, { DEPARTMENT_YB_CLIENT_KEY_FILE: '/gone' }, /CLIENT_KEY_FILE \/gone/],
  ])('%s is a named error of the set-up', (_what, own, env, words) => {
    const paths = Object.fromEntries(Object.entries(own).map(([name, value]) => [name, file(value)]));
    expect(() => departmentProfiles([yb], withYb(paths), config, env as Record<string, string>)).toThrow(words);
  });

  test('a department with the certificate of a government network is refused unless its authority is named', async () => {
    expect(await ask({ clientCertFile: file('gateway.pem') }, key)).toMatchObject({ ok: false, fault: 'unavailable' });
  });
  test('a department that asks for our certificate refuses a call without it', async () => {
    expect(await ask({ caFile: file('department.pem') })).toMatchObject({ ok: false, fault: 'unavailable' });
    expect(heard).toEqual([]);
  });
  test('with both the call arrives, with the digest of its body unless the profile switches it off', async () => {
    const own = { caFile: file('department.pem'), clientCertFile: file('gateway.pem') };
    expect(await ask(own, key)).toMatchObject({ ok: true });
    expect(await ask({ ...own, bodyDigest: false }, key)).toMatchObject({ ok: true });
    expect(heard).toEqual([{ digest: expect.any(String), authorised: true }, { digest: undefined, authorised: true }]);
  });
});
