import type { SandboxOptions } from './server.ts';

/** Everything of the options that comes from the environment. */
export type SandboxSettings = Omit<SandboxOptions, 'people' | 'now' | 'standIns' | 'credentials'>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Takes only the members that were given, so that defaults stay in one place. */
function given<T extends Readonly<Record<string, string | readonly string[] | undefined>>>(members: T): Partial<{ [K in keyof T]: NonNullable<T[K]> }> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== '')) as Partial<{
    [K in keyof T]: NonNullable<T[K]>;
  }>;
}

/** A whole number of the environment; throws with the variable's name when it is something else. */
function whole(environment: Environment, name: string, otherwise: number): number {
  const text = environment[name];
  if (text === undefined || text === '') return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} must be a whole number`);
  return Number(text);
}

/** Reads the settings of a city; the variables are listed in the README beside this file. Throws with the name of a wrong one. */
export function readSettings(environment: Environment): SandboxSettings {
  const idMode = environment.SANDBOX_ALIPAY_ID_MODE || 'both';
  if (idMode !== 'both' && idMode !== 'user_id' && idMode !== 'open_id') {
    throw new Error('SANDBOX_ALIPAY_ID_MODE must be both, user_id or open_id');
  }
  const clientAuth = environment.SANDBOX_IDENTITY_CLIENT_AUTH || 'client_secret_basic';
  if (clientAuth !== 'client_secret_post' && clientAuth !== 'client_secret_basic') {
    throw new Error('SANDBOX_IDENTITY_CLIENT_AUTH must be client_secret_post or client_secret_basic');
  }
  const today = environment.SANDBOX_TODAY ?? '';
  if (today !== '' && !(/^\d{4}-\d{2}-\d{2}$/.test(today) && Number.isFinite(Date.parse(`${today}T12:00:00Z`)))) throw new Error('SANDBOX_TODAY must be a date such as 2026-11-15');
  const { SANDBOX_WEIXIN_APP_ID: appId, SANDBOX_WEIXIN_APP_SECRET: appSecret } = environment;
  const { GATEWAY_INTERNAL_URL: gatewayInternalUrl, HALL_SECRET: hallSecret } = environment;
  return {
    port: whole(environment, 'SANDBOX_PORT', 8810),
    seed: whole(environment, 'SANDBOX_FAULT_SEED', 1),
    ...given({ citySecret: environment.SANDBOX_CITY_SECRET, today }),
    ...(appId && appSecret ? { weixin: { appId, appSecret } } : {}),
    alipay: {
      idMode,
      ...given({
        appId: environment.SANDBOX_ALIPAY_APP_ID,
        appPublicKey: environment.SANDBOX_ALIPAY_APP_PUBLIC_KEY,
        aesKey: environment.SANDBOX_ALIPAY_AES_KEY,
        privateKeyPem: environment.SANDBOX_ALIPAY_PRIVATE_KEY,
      }),
    },
    identity: {
      clientAuth,
      ...given({
        clientId: environment.SANDBOX_IDENTITY_CLIENT_ID,
        clientSecret: environment.SANDBOX_IDENTITY_CLIENT_SECRET,
        redirectUris: environment.SANDBOX_IDENTITY_REDIRECT_URIS?.split(',').map((uri) => uri.trim()).filter(Boolean),
        ticketAppId: environment.SANDBOX_TICKET_APP_ID,
        ticketSecret: environment.SANDBOX_TICKET_SECRET,
        ticketSm4Key: environment.SANDBOX_TICKET_SM4_KEY,
      }),
    },
    hall: gatewayInternalUrl && hallSecret ? { gatewayInternalUrl, secret: hallSecret } : null,
  };
}
