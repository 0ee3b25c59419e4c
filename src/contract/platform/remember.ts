import * as v from 'valibot';
import { classed } from '../field-class.ts';
import { defineOperation } from '../operation.ts';
import { hostSchema, internalFlag, internalNumber, nothing, reference } from './common.ts';

export const rememberPurpose = 'platform.remember';

/** Days for which a phone or browser is remembered after the person agreed; then the number is gone and is confirmed again. */
export const rememberedDays = 180;

const instant = (label: string) => v.pipe(v.string(), v.maxLength(35), classed('personal', { label }));

const remembered = v.object({
  hosts: v.array(
    v.object({
      /** Names the entry for its removal; leads to nothing else. */
      entry: reference('记录编号'),
      host: hostSchema,
      since: instant('记住的时间'),
      lastUsed: instant('最近使用的时间'),
      until: instant('记住到'),
      /** The phone or browser that asks. */
      here: internalFlag('正在使用'),
    }),
  ),
  days: internalNumber('记住的天数'),
});

const common = { mutates: true, timeoutMs: 3000, rate: { limit: 20, windowSeconds: 600, by: 'person' } } as const;
const basis = { basis: 'contract', purpose: 'platform.account' } as const;

/** Hosts on which the person is remembered. */
export const identityRemembered = defineOperation({
  name: 'identity.remembered',
  method: 'GET',
  path: '/identity/remembered',
  summary: '记住我的手机和浏览器',
  input: nothing,
  output: remembered,
  level: 'L2',
  basis,
  mutates: false,
  timeoutMs: 3000,
  rate: { limit: 60, windowSeconds: 60, by: 'person' },
  readsPersonal: true,
});

/** Remembers this phone or browser: a later silent login brings back L2, never a strong check. */
export const identityRemember = defineOperation({
  name: 'identity.remember',
  method: 'POST',
  path: '/identity/remember',
  summary: '在这个手机上记住我',
  input: nothing,
  output: remembered,
  level: 'L2',
  basis: { basis: 'separateConsent', purpose: rememberPurpose },
  ...common,
});

/** Removes one entry; effective within a second in every process of the gateway. */
export const identityForget = defineOperation({
  name: 'identity.forget',
  method: 'POST',
  path: '/identity/forget',
  summary: '不再记住某个手机或浏览器',
  input: v.strictObject({ entry: reference('记录编号') }),
  output: remembered,
  level: 'L2',
  basis,
  ...common,
});

export const rememberOperations = [identityRemembered, identityRemember, identityForget] as const;
