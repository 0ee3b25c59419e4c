import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/** One option of the gateway, read from the environment. */
interface Option<S extends v.GenericSchema> {
  readonly schema: S;
  /** Used when the variable is absent or empty; null means "not set". */
  readonly fallback: string | null;
  readonly about: string;
}

function option<S extends v.GenericSchema>(schema: S, fallback: string | null, about: string): Option<S> {
  return { schema, fallback, about };
}

const text = v.pipe(v.string(), v.maxLength(8192));
const maybeText = v.nullable(text);
const url = v.pipe(v.string(), v.url());
const maybeUrl = v.nullable(url);
const whole = (min: number, max: number) => v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number), v.minValue(min), v.maxValue(max));
const port = whole(0, 65535);
const list = v.pipe(v.string(), v.transform((value) => value.split(',').map((one) => one.trim()).filter(Boolean)));
/** PEM or base64 text itself, or the name of a file that holds it. */
const isKeyText = (value: string) => value.includes('-----BEGIN') || /^[A-Za-z0-9+/=\s]{200,}$/.test(value);
const pem = v.nullable(v.pipe(v.string(), v.transform((value) => (isKeyText(value) ? value : readFileSync(value, 'utf8')))));

/** Every option with its type, default and meaning. docs/operations lists them from here. */
export const options = {
  NODE_ENV: option(v.picklist(['development', 'test', 'production']), 'development', 'production refuses PGlite, sandbox addresses and demo keys'),
  GATEWAY_HOST: option(text, '127.0.0.1', 'Address of the public listener'),
  GATEWAY_PORT: option(port, '8800', 'Port of the public listener; 0 takes a free one'),
  GATEWAY_INTERNAL_HOST: option(text, '127.0.0.1', 'Address of the internal listener'),
  GATEWAY_INTERNAL_PORT: option(port, '8801', 'Port of the internal listener: health, readiness, metrics'),
  GATEWAY_PROCESSES: option(whole(1, 64), '1', 'Gateway processes on this database; more than one needs REDIS_URL'),
  PUBLIC_ORIGIN: option(v.nullable(url), null, 'Origin citizens see; http://127.0.0.1:<port> when absent'),
  TRUSTED_PROXIES: option(list, '', 'Addresses or networks whose X-Forwarded-For is believed, comma separated'),
  CHENGBAN_DATA_DIR: option(text, '.data/gateway', 'Folder of the embedded database, keys, audit heads and logs'),
  DATABASE_URL: option(maybeUrl, null, 'PostgreSQL 15 or later; the embedded database when absent'),
  DATABASE_SCHEMA: option(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,40}$/)), 'chengban', 'Schema of the tables'),
  REDIS_URL: option(maybeUrl, null, 'Shared limits and counters of several processes'),
  CHENGBAN_PROFILE: option(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,40}$/)), 'demo', 'Folder below config/city'),
  SANDBOX_URL: option(maybeUrl, null, 'Sandbox city; fills {sandbox} in the profile'),
  HALL_SECRET: option(maybeText, null, 'Bearer of the hall counters on the internal listener'),
  INTERNAL_SECRET: option(maybeText, null, 'Bearer of operators on the internal listener; HALL_SECRET when absent'),
  CITY_SECRET: option(maybeText, null, 'Demo only: the credentials of the departments derive from it'),
  ALIPAY_APPID: option(text, 'demo-alipay-app', 'Application id at Alipay'),
  ALIPAY_APP_PRIVATE_KEY: option(pem, null, 'Our RSA2 key for Alipay: PEM or file'),
  ALIPAY_PUBLIC_KEY: option(pem, null, "Alipay's RSA2 key: PEM or file"),
  ALIPAY_AES_KEY: option(v.nullable(v.pipe(v.string(), v.regex(/^([A-Za-z0-9+/]{22}==|[A-Za-z0-9+/]{43}=)$/))), null, 'Content key of Alipay, base64 of 16 or 32 bytes; content travels unencrypted when absent'),
  WEIXIN_APPID: option(text, 'demo-weixin-app', 'Application id at WeChat'),
  WEIXIN_SECRET: option(maybeText, null, 'Application secret at WeChat'),
  QUIET_HOURS: option(v.nullable(v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/))), null, 'Hours without host messages, such as 22:00-08:00, equal ends for none; the profile when absent'),
  UNIFIED_ISSUER: option(maybeUrl, null, 'Issuer of the unified identity system; the profile when absent'),
  UNIFIED_CLIENT_ID: option(text, 'chengban', 'Our client id at the unified identity system'),
  UNIFIED_CLIENT_SECRET: option(maybeText, null, 'Our client secret at the unified identity system'),
  UNIFIED_CLIENT_AUTH: option(v.picklist(['basic', 'post']), 'basic', 'How the client secret travels to the unified identity system: in the header, or in the body'),
  KEYS_FROM: option(v.picklist(['folder', 'environment']), 'folder', 'Where keys come from; environment reads CHENGBAN_KEY_<PURPOSE>'),
  KEYS_DIR: option(maybeText, null, 'Folder of the keys; <data folder>/keys with generated ones when absent'),
  UNIFIED_SM4_KEY: option(v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-fA-F]{32}$/))), null, 'SM4 key of the unified identity system in the ticket dialect'),
  H5_DIR: option(text, 'dist/h5', 'Built browser application'),
  LOG_FILE: option(maybeText, null, 'Log file; a new one each day, kept 190 days. Standard output when absent'),
  LOG_LEVEL: option(v.picklist(['fatal', 'error', 'warn', 'info', 'debug', 'silent']), 'info', 'Least severity that is logged'),
  ADDRESS_LIMIT_PER_MINUTE: option(whole(1, 999_999_999), '6000', 'Calls of one address to one operation per minute; mobile networks share addresses'),
  MAX_IN_FLIGHT: option(whole(1, 100_000), '2000', 'Calls under way at most; more are refused as overloaded'),
  MAX_CONNECTIONS: option(whole(1, 1_000_000), '10000', 'Open connections at most'),
} as const;

type Options = typeof options;
type Values = { -readonly [K in keyof Options]: v.InferOutput<Options[K]['schema']> };

/** The gateway's configuration: the options as values. Secrets are in it: never log it. */
export type Config = Readonly<Values>;

/** A configuration that cannot be used; the message names the option and what it expects, never its value. */
export class ConfigError extends Error {}

/**
 * Reads the configuration.
 * @throws ConfigError naming the first wrong option
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const values: Record<string, unknown> = {};
  for (const [name, { schema, fallback, about }] of Object.entries(options) as [string, Option<v.GenericSchema>][]) {
    const given = env[name];
    const value = given === undefined || (given === '' && fallback !== '') ? fallback : given;
    try {
      values[name] = v.parse(schema, value);
    } catch (error) {
      const why = error instanceof v.ValiError ? error.message : 'the file cannot be read';
      throw new ConfigError(`Option ${name} (${about}): ${why.replace(/( but|:) received.*/i, '')}`);
    }
  }
  const config = values as Config;
  if (config.GATEWAY_PROCESSES > 1 && !config.REDIS_URL) {
    throw new ConfigError('Option GATEWAY_PROCESSES: more than one gateway process needs REDIS_URL, so that limits and counters are shared');
  }
  return config;
}
