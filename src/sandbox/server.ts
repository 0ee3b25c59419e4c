import { randomBytes } from 'node:crypto';
import Fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import type { DepartmentStandIn } from '../contract/stand-in.ts';
import { mountAlipay } from './alipay/mount.ts';
import type { AlipayOptions } from './alipay/mount.ts';
import { mountControl } from './control.ts';
import { mountDirectory } from './directory.ts';
import { findStandIns, mountDepartments, standInCity } from './departments/index.ts';
import type { DepartmentCredentials } from './departments/index.ts';
import { createFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { mountHall } from './hall/mount.ts';
import type { HallConnection } from './hall/mount.ts';
import { mountIdentity } from './identity/mount.ts';
import type { IdentitySettings } from './identity/mount.ts';
import { htmlPage } from './page.ts';
import { createReceivedMessages } from './received-messages.ts';
import type { CityPerson } from './person.ts';
import { applyTransportFaults } from './transport-faults.ts';
import { mountWeixin } from './weixin/mount.ts';

/** What a sandbox city is made of; everything but people and port has a default. */
export interface SandboxOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly people: readonly CityPerson[];
  /** Start of the generator behind faults with a rate. */
  readonly seed?: number;
  /** The city's clock, milliseconds; for tests of code and token ends. */
  readonly now?: () => number;
  /** Local date `yyyy-MM-dd` on which the departments' records stand, for figures that must not move with the calendar; today when left out. */
  readonly today?: string;
  readonly weixin?: { readonly appId: string; readonly appSecret: string };
  readonly alipay?: Partial<Pick<AlipayOptions, 'appId' | 'appPublicKey' | 'aesKey' | 'idMode' | 'privateKeyPem'>>;
  readonly identity?: Partial<IdentitySettings>;
  readonly hall?: HallConnection | null;
  /** Departments; left out, every service's `sandbox.ts` is found and asked. */
  readonly standIns?: readonly DepartmentStandIn[];
  /** Keys a department expects from its callers, by department id; a missing one is derived from `citySecret`. */
  readonly credentials?: Readonly<Record<string, DepartmentCredentials>>;
  /** What derived department keys come from: the gateway's profile holds the same text. */
  readonly citySecret?: string;
}

/** A running city. */
export interface Sandbox {
  /** Origin, such as `http://127.0.0.1:8810`. */
  readonly url: string;
  readonly faults: Faults;
  /** Alipay's public key, PEM. */
  readonly alipayPublicKey: string;
  setAlipayAppKey(publicKey: string): void;
  /** Tells the hall its gateway when the gateway starts after the city. */
  connectHall(connection: HallConnection): void;
  close(): Promise<void>;
}

const identityDefaults: IdentitySettings = {
  clientId: 'chengban',
  clientSecret: null,
  clientAuth: 'client_secret_basic',
  // Both dialects of a gateway on this machine; its public origin and its two return paths.
  redirectUris: ['http://127.0.0.1:8800/auth/unified/callback', 'http://127.0.0.1:8800/auth/unified/ticket'],
  ticketAppId: 'chengban',
  ticketSecret: 'sandbox-ticket-secret',
  ticketSm4Key: '0123456789abcdeffedcba9876543210',
};

/**
 * Starts the whole city on 127.0.0.1.
 * Throws with NODE_ENV=production, and when the port is taken.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('The sandbox city does not start with NODE_ENV=production: its people, keys and answers are invented.');
  }
  const now = options.now ?? Date.now;
  const { today } = options;
  const recordsNow = today === undefined ? now : () => Date.parse(`${today}T12:00:00+08:00`);
  const faults = createFaults(options.seed);
  const { people } = options;
  let hall = options.hall ?? null;

  // Hung requests keep their sockets; closing must not wait for them. Names, numbers and codes are in requests, so nothing is logged.
  const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 2 * 1024 * 1024 });
  applyTransportFaults(app, faults);
  const received = createReceivedMessages(now);
  mountWeixin(app, { appId: 'wx0000000000sandbox', appSecret: 'sandbox-weixin-secret', ...options.weixin, people, faults, now, received });
  const alipay = mountAlipay(app, {
    appId: '2021000000000001',
    appPublicKey: null,
    aesKey: null,
    idMode: 'both',
    ...options.alipay,
    people,
    faults,
    now,
    received,
  });
  const identity = mountIdentity(app, { ...identityDefaults, ...options.identity, people, faults, now });
  const citySecret = options.citySecret ?? randomBytes(32).toString('hex');
  const standIns = options.standIns ?? (await findStandIns(standInCity(people, faults, recordsNow)));
  mountDepartments(app, { standIns, faults, citySecret, now, ...(options.credentials ? { credentials: options.credentials } : {}) });
  mountHall(app, people, () => hall);
  mountDirectory(app, people);
  mountControl(app, { faults, standIns, received, setAlipayAppKey: alipay.setAppKey, alipayPublicKey: () => alipay.publicKeyPem });
  app.get('/health', async () => ({ ok: true, sandbox: true, people: people.length }));
  app.get('/', async (_request, reply) => {
    const body = '<section class="card"><p><a href="/people">演示人员</a></p><p><a href="/hall">政务服务大厅 · 身份核验台</a></p></section>';
    return reply.type('text/html; charset=utf-8').send(htmlPage({ title: '演示城市', lead: '微信、支付宝、统一身份、部门接口的本机替身', body }));
  });

  await app.listen({ port: options.port, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  identity.start(url);
  return {
    url,
    faults,
    alipayPublicKey: alipay.publicKeyPem,
    setAlipayAppKey: alipay.setAppKey,
    connectHall: (connection) => {
      hall = connection;
    },
    close: () => app.close(),
  };
}
