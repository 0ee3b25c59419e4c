/** What production is checked by: a plain record, so that the check needs nothing of the running gateway. */
export interface ProductionFacts {
  /** Kind of database in use. */
  readonly database: 'pglite' | 'postgres';
  /** Origin citizens and hosts see. */
  readonly publicOrigin: string | undefined;
  /** Issuer of the unified identity; undefined when none is configured. */
  readonly issuer: string | undefined;
  /** Every outside address by its setting, for example `departments.rs` or `weixin.api`. */
  readonly addresses: Readonly<Record<string, string | undefined>>;
  /** `generated` of the keys in use. */
  readonly keysGenerated: boolean;
  /** Where keys come from, and the data folder: keys beside the data are the demo's. */
  readonly keyFolder?: string;
  readonly dataDir?: string;
  /** Secrets of hosts and departments by their setting; only compared with known demo values. */
  readonly secrets?: Readonly<Record<string, string | undefined>>;
  /** Gateway processes and Redis: more than one process needs it, or session affinity. */
  readonly processes?: number;
  readonly redisUrl?: string | undefined;
  readonly sessionAffinity?: boolean;
}

export interface ProductionProblem {
  readonly setting: string;
  /** What is wrong and what to do, for the person who starts the gateway. Never a secret's value. */
  readonly message: string;
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|.*\.localhost|.*\.(test|example|invalid))$/i;
const sandboxPath = /^\/(weixin|alipay|identity|departments|hall|control|people)(\/|$)/;
const demoSecret = /(demo|sandbox|example|change-?me|secret|password|123456|test)/i;

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The demo city lives on one machine; whatever points there is not the city's. */
export function isSandboxAddress(text: string): boolean {
  const url = parse(text);
  if (!url) return false;
  return loopback.test(url.hostname) || (url.port === '8810' && sandboxPath.test(url.pathname)) || /sandbox|alipaydev/i.test(url.hostname);
}

/** Everything that forbids production, in one list, so that one start shows all of it. Empty when it may start. */
export function productionProblems(facts: ProductionFacts): readonly ProductionProblem[] {
  const problems: ProductionProblem[] = [];
  const add = (setting: string, message: string) => problems.push({ setting, message });

  if (facts.database !== 'postgres') add('databaseUrl', 'PGlite does not survive a power loss: set the address of a PostgreSQL 15 or later.');
  const origin = facts.publicOrigin ? parse(facts.publicOrigin) : null;
  if (!origin) add('publicOrigin', 'The public origin is missing or no address.');
  else if (origin.protocol !== 'https:') add('publicOrigin', 'The public origin is plain HTTP: identities would travel in the clear.');
  else if (isSandboxAddress(origin.href)) add('publicOrigin', 'The public origin is an address of this machine.');

  if (!facts.issuer) add('issuer', 'The issuer of the unified identity is missing.');
  const addresses = { ...facts.addresses, ...(facts.issuer ? { issuer: facts.issuer } : {}) };
  for (const [setting, address] of Object.entries(addresses)) {
    if (!address) add(setting, 'The address is missing.');
    else if (!parse(address)) add(setting, 'The address cannot be read.');
    else if (isSandboxAddress(address)) add(setting, 'The address belongs to the sandbox city.');
    else if (parse(address)?.protocol !== 'https:' && setting === 'issuer') add(setting, 'The issuer is plain HTTP.');
  }

  if (facts.keysGenerated) add('keys', 'The keys were generated at first start: bring keys of your own.');
  if (facts.keyFolder && facts.dataDir && `${facts.keyFolder}/`.startsWith(`${facts.dataDir.replace(/\/$/, '')}/`)) {
    add('keys', 'The keys lie in the data folder: whoever copies the data has the keys.');
  }
  for (const [setting, secret] of Object.entries(facts.secrets ?? {})) {
    if (!secret) add(setting, 'The secret is missing.');
    else if (secret.length < 16 || new Set(secret).size < 6 || demoSecret.test(secret)) add(setting, 'The secret is a default, or too short.');
  }
  if ((facts.processes ?? 1) > 1 && !facts.redisUrl && !facts.sessionAffinity) {
    add('processes', 'More than one process needs Redis or session affinity.');
  }
  return problems;
}
