import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonIdentifiers } from '../../../src/contract/department.ts';
import type { Level } from '../../../src/contract/levels.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../../../src/gateway/app.ts';
import { readConfig } from '../../../src/gateway/config.ts';
import type { Connectors } from '../../../src/gateway/connectors/index.ts';
import { findOrMakeAccount } from '../../../src/gateway/identity/accounts.ts';
import { confirmPerson } from '../../../src/gateway/identity/persons.ts';
import { grantSession } from '../../../src/gateway/identity/sessions/grant.ts';
import { newRef } from '../../../src/gateway/storage/ids.ts';
import { TestSession } from './session.ts';

/** A department whose answers a test decides; unreachable until told otherwise. */
export const silentConnectors: Connectors = {
  client: () => ({ call: async () => ({ ok: false, fault: 'unavailable' }) }),
  breakerStates: () => ({}),
  close: async () => undefined,
};

const unlimited = () => ({ take: async () => null });

export interface TestGateway extends Gateway {
  /** A new session of a new account; above L1 of `person` (a new one when absent). */
  session(level: Exclude<Level, 'L0'>, more?: { person?: PersonIdentifiers; at?: number }): Promise<TestSession>;
  /** Grants a purpose to the person of a session in its current version. */
  consent(session: TestSession, purpose: string): Promise<void>;
  end(): Promise<void>;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
let made = 0;

/** An invented person with a number that fits its check digit. */
export function inventPerson(birth = '19800101'): PersonIdentifiers {
  made += 1;
  const body = `110105${birth}${String(made % 1000).padStart(3, '0')}`;
  const sum = [...body].reduce((all, digit, at) => all + Number(digit) * (weights[at] ?? 0), 0);
  return { name: '测试人', credentialType: 'residentId', credentialNo: body + '10X98765432'[sum % 11] };
}

/** A gateway on an embedded database of its own, free ports, no job queue. */
export async function startTestGateway(more: Partial<GatewayOptions> = {}, env: Readonly<Record<string, string>> = {}): Promise<TestGateway> {
  const dataDir = mkdtempSync(join(tmpdir(), 'chengban-contract-'));
  const config = readConfig({
    NODE_ENV: 'test', GATEWAY_PORT: '0', GATEWAY_INTERNAL_PORT: '0', CHENGBAN_DATA_DIR: dataDir, LOG_LEVEL: 'error', LOG_FILE: join(dataDir, 'logs', 'gateway.log'),
    SANDBOX_URL: 'http://127.0.0.1:9', CITY_SECRET: randomBytes(16).toString('hex'), HALL_SECRET: 'hall-of-the-test', H5_DIR: join(dataDir, 'no-h5'), ...env,
  });
  const gateway = await createGateway({ config, jobs: false, connectors: silentConnectors, limits: unlimited, env: {}, ...more });
  return {
    ...gateway,
    async session(level, { person = inventPerson(), at = Date.now() } = {}) {
      const { storage, keys } = gateway;
      const grant = await storage.transaction(async (tx) => {
        const accountRef = await findOrMakeAccount(tx, keys, { host: 'weapp', appId: 'test', subjects: [newRef()], ids: {} }, new Date(at));
        if (level !== 'L1') await confirmPerson(tx, keys, accountRef, person, level, at);
        return grantSession(tx, keys, accountRef, { now: at, family: null, withL3: true });
      });
      if (!grant) throw new Error('No session was granted');
      return new TestSession(gateway.url, grant);
    },
    async consent(session, purpose) {
      const opened = await gateway.identity.tokens.open(session.grant.token, new Date());
      if ('code' in opened || !opened.personRef) throw new Error('A consent needs a person');
      await gateway.storage.db.insertInto('consents').values({
        consent_id: newRef(), person_ref: opened.personRef, purpose, version: gateway.registry.purposes.get(purpose)?.version ?? 0,
        decision: 'granted', decided_at: new Date(), trace_id: 'test',
      }).execute();
    },
    async end() {
      await gateway.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
