import { describe, expect, test } from '@jest/globals';
import { ageOn, birthDateOf, checkCredential } from '../contract/credentials.ts';
import { demoPeople, demoPerson } from './people.ts';

const today = '2026-11-15';

describe('the people of the sandbox city', () => {
  test.each(demoPeople.map((person) => [person.id, person] as const))('%s has a number that its own credential kind accepts', (_id, person) => {
    expect(checkCredential(person.credentialType, person.credentialNo, today)).toEqual({ ok: true, normalized: person.credentialNo });
  });

  test('no two people share a number, a WeChat account or an Alipay account', () => {
    for (const key of [
      demoPeople.map((person) => person.id),
      demoPeople.map((person) => person.credentialNo),
      demoPeople.flatMap((person) => (person.weixin ? [person.weixin.openid] : [])),
      demoPeople.flatMap((person) => (person.alipay ? [person.alipay.openId] : [])),
      demoPeople.flatMap((person) => (person.alipay?.userId ? [person.alipay.userId] : [])),
    ]) {
      expect(new Set(key).size).toBe(key.length);
    }
  });

  test('account ids have the shape the hosts give them', () => {
    for (const person of demoPeople) {
      if (person.weixin) expect(person.weixin.openid).toMatch(/^o[\w-]{27}$/);
      if (person.alipay?.userId) expect(person.alipay.userId).toMatch(/^2088\d{12}$/);
      if (person.alipay) expect(person.alipay.openId).toMatch(/^0[\w-]{43,47}$/);
    }
  });

  test('WeChat vouches for nobody without a mainland identity card', () => {
    for (const person of demoPeople.filter((one) => one.credentialType !== 'residentId')) {
      expect(person.weixin?.realName ?? 'none').toBe('none');
    }
  });

  test('there is everybody whom the pages must be able to show', () => {
    const prefix = (start: string): number => demoPeople.filter((person) => person.credentialNo.startsWith(start)).length;
    expect([prefix('810000'), prefix('820000'), prefix('830000'), prefix('9')]).toEqual([1, 1, 1, 1]);
    expect(demoPeople.some((person) => person.credentialNo.length === 15)).toBe(true);
    expect([...(demoPerson('rare-name')?.name ?? '')]).toHaveLength(3);
    expect(demoPerson('rare-name')?.name).toHaveLength(4);
    expect(demoPerson('dotted-name')?.name).toContain('·');
    expect(ageOn(birthDateOf('residentId', demoPerson('child')?.credentialNo ?? '') ?? '', today)).toBe(10);
    expect(demoPeople.some((person) => !person.unifiedIdentity)).toBe(true);
  });
});
