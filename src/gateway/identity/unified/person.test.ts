import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readUnifiedPerson } from './person.ts';
import { openUserInfo, signTicket } from './ticket.ts';

const fields = { sub: 's', name: '王小明', credential_type: 'residentId', credential_no: '11010519491231002x', level: 3 };
const read = (more: object, acr: unknown = 'level:3', high?: string[]) => readUnifiedPerson({ ...fields, ...more }, acr, '2026-11-22', high);

describe('what the unified identity says of a person', () => {
  test.each([
    [{ name: null }], [{ name: ' ' }], [{ credential_no: '110105194912310021' }], [{ credential_type: 'library' }], [{ level: 'gold' }], [{ level: 4 }],
  ])('%j proves nothing', (more) => {
    expect(read(more)).toBeNull();
  });

  test('an account of high level that signed in weakly counts as weak', () => {
    expect(read({}, 'level:1')?.level).toBe(1);
    expect(read({ level: 2 }, 'level:3')?.level).toBe(2);
    expect(read({}, 'loa-unknown')).toBeNull();
  });

  test('number and kind are normalised, codes of the public-security table are known', () => {
    expect(read({})).toEqual({ subject: 's', name: '王小明', credentialType: 'residentId', credentialNo: '11010519491231002X', level: 3 });
    expect(read({ credential_type: '414', credential_no: 'e12345678' })?.credentialType).toBe('passport');
  });

  test('a city may have its own words for the highest level', () => {
    expect(read({ level: 'high' }, 'urn:high', ['high', 'urn:high'])?.level).toBe(3);
  });
});

describe('ticket dialect', () => {
  const key = '0123456789abcdeffedcba9876543210';
  const seal = (text: string) => {
    const iv = randomBytes(16);
    const cipher = createCipheriv('sm4-cbc', Buffer.from(key, 'hex'), iv);
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
  };

  test.each(['', 'AAAA', seal('no json'), seal('[]')])('%s is no user record', (text) => {
    expect(openUserInfo(text, key)).toBeNull();
  });

  test('a record sealed with another key does not open', () => {
    expect(openUserInfo(seal('{"name":"a"}'), 'ff'.repeat(16))).toBeNull();
  });

  test('a record opens, and the signature is HMAC-SM3 in lower-case hex', () => {
    expect(openUserInfo(seal('{"name":"王小明"}'), key)).toEqual({ name: '王小明' });
    expect(signTicket('k', 'a', 't', '1', 'n')).toMatch(/^[0-9a-f]{64}$/);
  });
});
