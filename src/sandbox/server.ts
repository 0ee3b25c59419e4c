import Fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import type { DepartmentStandIn } from '../contract/stand-in.ts';
import { mountAlipay } from './alipay/mount.ts';
import type { AlipayOptions } from './alipay/mount.ts';
import { mountControl } from './control.ts';
import { mountDirectory } from './directory.ts';
import { createFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { mountHall } from './hall/mount.ts';
import type { HallConnection } from './hall/mount.ts';
import { htmlPage } from './page.ts';
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
  readonly weixin?: { readonly appId: string; readonly appSecret: string };
  readonly alipay?: Partial<Pick<AlipayOptions, 'appId' | 'appPublicKey' | 'aesKey' | 'idMode' | 'privateKey' | 'publicKey'>>;
  readonly hall?: HallConnection | null;
  readonly standIns?: readonly DepartmentStandIn[];
  /** Handed to the departments as it is: the keys each department expects from the gateway. */
  readonly credentials?: unknown;
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

/**
 * Starts the whole city on 127.0.0.1.
 * Throws with NODE_ENV=production, and when the port is taken.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('The sandbox city does not start with NODE_ENV=production: its people, keys and answers are invented.');
  }
  const now = options.now ?? Date.now;
  const faults = createFaults(options.seed);
  const { people } = options;
  let hall = options.hall ?? null;

  // Hung requests keep their sockets; closing must not wait for them. Names, numbers and codes are in requests, so nothing is logged.
  const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 2 * 1024 * 1024 });
  applyTransportFaults(app, faults);
  mountWeixin(app, { appId: 'wx0000000000sandbox', appSecret: 'sandbox-weixin-secret', ...options.weixin, people, faults, now });
  const alipay = mountAlipay(app, {
    appId: '2021000000000001',
    appPublicKey: null,
    aesKey: null,
    idMode: 'both',
    ...options.alipay,
    people,
    faults,
    now,
  });
  mountHall(app, people, () => hall);
  mountDirectory(app, people);
  mountControl(app, { faults, setAlipayAppKey: alipay.setAppKey, alipayPublicKey: () => alipay.publicKeyPem });
  app.get('/health', async () => ({ ok: true, sandbox: true, people: people.length }));
  app.get('/', async (_request, reply) => {
    const body = '<section class="card"><p><a href="/people">演示人员</a></p><p><a href="/hall">政务服务大厅 · 身份核验台</a></p></section>';
    return reply.type('text/html; charset=utf-8').send(htmlPage({ title: '演示城市', lead: '微信、支付宝、统一身份、部门接口的本机替身', body }));
  });

  await app.listen({ port: options.port, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    alipayPublicKey: alipay.publicKeyPem,
    setAlipayAppKey: alipay.setAppKey,
    connectHall: (connection) => {
      hall = connection;
    },
    close: () => app.close(),
  };
}
