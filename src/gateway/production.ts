import type { CityProfile } from './city/profile.ts';
import { ConfigError, type Config } from './config.ts';
import type { DepartmentProfile } from './connectors/index.ts';
import type { Keys } from './keys/keys.ts';
import { productionProblems } from './keys/production-check.ts';
import type { Storage } from './storage/storage.ts';
import { join } from 'node:path';

export interface ProductionInput {
  readonly config: Config;
  readonly profile: CityProfile;
  readonly departments: readonly DepartmentProfile[];
  readonly origin: string;
  readonly storage: Pick<Storage, 'kind'>;
  readonly keys: Pick<Keys, 'generated'>;
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Production refuses to start with anything of the demo.
 * @throws ConfigError that lists everything at once
 */
export function checkProduction({ config, profile, departments, origin, storage, keys, dataDir, env }: ProductionInput): void {
  if (config.NODE_ENV !== 'production') return;
  const { weixin, alipay, unified } = profile.hosts;
  const problems = productionProblems({
    database: storage.kind,
    publicOrigin: config.PUBLIC_ORIGIN ?? origin,
    issuer: config.UNIFIED_ISSUER ?? unified.issuer,
    addresses: {
      'weixin.baseUrl': weixin.baseUrl, 'alipay.gatewayUrl': alipay.gatewayUrl,
      ...Object.fromEntries(departments.map((one) => [`departments.${one.id}`, one.baseUrl])),
    },
    keysGenerated: keys.generated,
    keyFolder: config.KEYS_FROM === 'environment' ? undefined : (config.KEYS_DIR ?? join(dataDir, 'keys')),
    dataDir,
    secrets: {
      HALL_SECRET: config.HALL_SECRET ?? undefined,
      WEIXIN_SECRET: config.WEIXIN_SECRET ?? undefined,
      UNIFIED_CLIENT_SECRET: config.UNIFIED_CLIENT_SECRET ?? undefined,
    },
    processes: config.GATEWAY_PROCESSES,
    redisUrl: config.REDIS_URL ?? undefined,
  });
  const plain = departments.filter((one) => !one.baseUrl.startsWith('https:')).map((one) => ({ setting: `departments.${one.id}`, message: 'The department is asked over plain HTTP: names and numbers would travel in the clear.' }));
  const more = [
    ...plain,
    ...(env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' ? [{ setting: 'NODE_TLS_REJECT_UNAUTHORIZED', message: 'Certificates of hosts and identity system would not be checked.' }] : []),
    ...(config.CITY_SECRET ? [{ setting: 'CITY_SECRET', message: 'Derived demo credentials are for the sandbox city only.' }] : []),
    ...(profile.sandbox ? [{ setting: 'profile.sandbox', message: 'The profile says that this is a sandbox city.' }] : []),
  ];
  const all = [...problems, ...more];
  if (all.length > 0) throw new ConfigError(`Production is refused:\n${all.map((one) => `- ${one.setting}: ${one.message}`).join('\n')}`);
}
