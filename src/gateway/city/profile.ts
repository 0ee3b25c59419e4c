import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import type { DepartmentDeclaration } from '../../contract/department.ts';
import { identityMethods } from '../../contract/platform/identity.ts';
import { ConfigError, type Config } from '../config.ts';
import type { DepartmentProfile } from '../connectors/index.ts';
import { valueSources } from '../notices/compose.ts';

const text = (max = 200) => v.pipe(v.string(), v.minLength(1), v.maxLength(max));
/** May hold `{sandbox}` and `{id}`. */
const address = v.pipe(v.string(), v.regex(/^(https?:\/\/|\{sandbox\})/), v.maxLength(400));
const limits = v.partial(v.strictObject({
  timeoutMs: v.number(), concurrency: v.number(), queue: v.number(), answerBytes: v.number(), failuresToOpen: v.number(), openMs: v.number(),
}));
const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
/** Template of a host's console for a topic, by topic id: what stands in each of its places. */
const template = { id: text(80), kind: v.picklist(['oneTime', 'longTerm']) };
const valueSource = v.picklist(valueSources);
/** Faces are never the only way: the binding code stays where one is offered. */
const methods = v.pipe(
  v.array(v.strictObject({ id: v.picklist(identityMethods), enabled: v.boolean() })),
  v.check((list) => {
    const on = (id: string) => list.some((one) => one.id === id && one.enabled);
    return on('bindingCode') || !(on('weixinFace') || on('alipayCertify'));
  }, 'a face check needs bindingCode enabled beside it: there is always a way without a face'),
);

/** Settings of one city: the default export `profile` of `config/city/<name>/profile.ts`. Data only, no secret. */
export const profileSchema = v.strictObject({
  city: text(40),
  sponsor: text(),
  operator: text(),
  filingNo: text(),
  hotline: text(20),
  complaint: v.strictObject({ phone: text(20), words: text(400) }),
  hall: v.strictObject({ name: text(), address: text(), hours: text() }),
  /** True shows the SANDBOX mark everywhere. */
  sandbox: v.boolean(),
  /** Field encryption: AES-256-GCM, or SM4-GCM where commercial cryptography is required. */
  cipher: v.picklist(['aes-256-gcm', 'sm4-gcm']),
  hosts: v.strictObject({
    weixin: v.strictObject({
      baseUrl: address, realNameAppId: text(40), realNamePath: text(),
      templates: v.record(text(60), v.strictObject({ ...template, data: v.record(v.pipe(v.string(), v.regex(/^[a-z_]+\d{1,2}$/)), valueSource) })),
      /** Which edition of the mini-program a message opens. */
      miniProgramState: v.picklist(['developer', 'trial', 'formal']),
    }),
    alipay: v.strictObject({
      gatewayUrl: address,
      templates: v.record(text(60), v.strictObject({ ...template, keywords: v.array(valueSource) })),
      /** Kind of identity check; FACE when absent. CERT_PHOTO compares no face and gives L2 only. */
      bizCode: v.optional(v.picklist(['FACE', 'SMART_FACE', 'CERT_PHOTO', 'CERT_PHOTO_FACE'])),
    }),
    unified: v.strictObject({
      dialect: v.picklist(['oidc', 'ticket']), issuer: address, ticketUrl: address,
      /** Assurance values of the unified identity that count as a strong check. */
      highAssurance: v.array(text(80)),
    }),
  }),
  /** Doubts: working days within which they are answered, and the department that gets those which name none. */
  checkRequests: v.strictObject({ workingDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)), generalDepartment: v.nullable(text(40)) }),
  /** Between these two no phone is made to ring. */
  quietHours: v.strictObject({ from: clock, to: clock }),
  /** Ways to confirm an identity, by host, in the order they are offered. */
  identityMethods: v.strictObject({ weapp: methods, alipay: methods, h5: methods }),
  departments: v.strictObject({
    /** Address of a department that has no entry below. */
    defaultBaseUrl: address,
    defaultLimits: limits,
    /** By department id: what differs. Keys and secrets come from the environment. */
    byId: v.record(v.string(), v.strictObject({
      baseUrl: v.optional(address),
      limits: v.optional(limits),
      serviceIds: v.optional(v.record(v.string(), v.string())),
      /** Certificate authority of a government network, PEM. Believed for this department instead of the public ones; checking is never switched off. */
      caFile: v.optional(text(400)),
      /** Our own certificate towards a department that asks for one, PEM; its key is the file named by `DEPARTMENT_<ID>_CLIENT_KEY_FILE`. */
      clientCertFile: v.optional(text(400)),
      /** False for a provincial gateway that does not know `X-BG-DIGEST`. */
      bodyDigest: v.optional(v.boolean()),
    })),
  }),
});
export type CityProfile = v.InferOutput<typeof profileSchema>;

function withSandbox(value: unknown, sandbox: string): unknown {
  if (typeof value === 'string') return value.replaceAll('{sandbox}', sandbox);
  if (Array.isArray(value)) return value.map((one) => withSandbox(one, sandbox));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withSandbox(one, sandbox)]));
}

/**
 * Loads the city's profile named by the configuration and fills in the sandbox address.
 * @throws ConfigError when the folder is missing, a setting is wrong, or `{sandbox}` is used without SANDBOX_URL
 */
export async function loadProfile(config: Config, folder = resolve(import.meta.dirname, '../../../config/city')): Promise<CityProfile> {
  const file = resolve(folder, config.CHENGBAN_PROFILE, 'profile.ts');
  const loaded = (await import(pathToFileURL(file).href).catch((error: unknown) => {
    throw new ConfigError(`Option CHENGBAN_PROFILE: ${file} cannot be loaded (${(error as Error).message})`);
  })) as { profile?: unknown };
  const checked = v.safeParse(profileSchema, loaded.profile);
  if (!checked.success) {
    const issue = checked.issues[0];
    throw new ConfigError(`City profile ${config.CHENGBAN_PROFILE}: ${v.getDotPath(issue) ?? 'profile'}: ${issue.message}`);
  }
  if (JSON.stringify(checked.output).includes('{sandbox}') && !config.SANDBOX_URL) {
    throw new ConfigError('Option SANDBOX_URL: the city profile uses {sandbox}');
  }
  return withSandbox(checked.output, (config.SANDBOX_URL ?? '').replace(/\/$/, '')) as CityProfile;
}

/** Demo credential of a department: both the gateway and the sandbox derive it from CITY_SECRET. */
export function demoCredential(citySecret: string, departmentId: string, field: 'sid' | 'rid' | 'appKey' | 'ak' | 'sk'): string {
  return createHmac('sha256', citySecret).update(`department|${departmentId}|${field}`).digest('base64url');
}

function pemFile(department: string, setting: string, file: string): string {
  try {
    const pem = readFileSync(resolve(file), 'utf8');
    if (pem.includes('-----BEGIN')) return pem;
  } catch {
    // Said below: which file, not why.
  }
  throw new ConfigError(`Department ${department}: ${setting} ${file} is no readable PEM file`);
}

/**
 * Connector settings of every declared department. A department needs no entry in the profile: the default address serves it.
 * Real credentials are read from `DEPARTMENT_<ID>_RID`, `_APPKEY`, `_AK`, `_SK`; without them they derive from CITY_SECRET.
 * @throws ConfigError naming what is missing or unreadable
 */
export function departmentProfiles(
  declarations: readonly DepartmentDeclaration[],
  profile: CityProfile,
  config: Config,
  env: Readonly<Record<string, string | undefined>> = {},
): DepartmentProfile[] {
  return declarations.map((one) => {
    const own = profile.departments.byId[one.id];
    const given = (name: string) => env[`DEPARTMENT_${one.id.toUpperCase().replaceAll('-', '_')}_${name}`];
    const credential = (name: string, field: 'rid' | 'appKey' | 'ak' | 'sk') => {
      const value = given(name);
      if (value) return value;
      if (!config.CITY_SECRET) throw new ConfigError(`Department ${one.id}: neither its credentials nor CITY_SECRET are set`);
      return demoCredential(config.CITY_SECRET, one.id, field);
    };
    const keyFile = given('CLIENT_KEY_FILE');
    if (own?.clientCertFile && !keyFile) throw new ConfigError(`Department ${one.id}: clientCertFile needs its key, the file named by DEPARTMENT_<ID>_CLIENT_KEY_FILE`);
    const common = {
      id: one.id,
      baseUrl: (own?.baseUrl ?? profile.departments.defaultBaseUrl).replaceAll('{id}', one.id).replace(/\/$/, ''),
      limits: { ...profile.departments.defaultLimits, ...own?.limits },
      ...(own?.caFile && { ca: pemFile(one.id, 'caFile', own.caFile) }),
      ...(own?.clientCertFile && keyFile && {
        client: { cert: pemFile(one.id, 'clientCertFile', own.clientCertFile), key: pemFile(one.id, 'CLIENT_KEY_FILE', keyFile) },
      }),
    };
    return one.dialect === 'national-exchange'
      ? { ...common, dialect: one.dialect, requesterId: credential('RID', 'rid'), appKey: credential('APPKEY', 'appKey'), serviceIds: own?.serviceIds }
      : { ...common, dialect: one.dialect, accessKey: credential('AK', 'ak'), secretKey: credential('SK', 'sk'), bodyDigest: own?.bodyDigest };
  });
}
