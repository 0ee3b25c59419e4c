import { afterAll, describe, expect, test } from '@jest/globals';
import { createCipheriv } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentKeyProvider, variableOf } from './environment-provider.ts';
import { fileKeyProvider, rotateFileKey } from './file-provider.ts';
import { openKeys } from './keys.ts';
import { newKeyVersion, writeKeys } from './key-text.ts';
import { keyPurposes } from './purposes.ts';
import { hmacSm3Hex, sm3Hex, sm4GcmOpen, sm4GcmSeal } from './sm.ts';

const root = mkdtempSync(join(tmpdir(), 'chengban-keys-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');

describe('Chinese algorithms', () => {
  test('SM3 of "abc" is the value of GB/T 32905', () => {
    expect(sm3Hex('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });
  test('SM4 of one block is the value of GB/T 32907', () => {
    const key = hex('0123456789abcdeffedcba9876543210');
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
    expect(cipher.update(key).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
  });
  test('HMAC-SM3 of a 64-byte block key equals the definition of RFC 2104', () => {
    const key = Buffer.alloc(64, 7);
    const inner = Buffer.from(sm3Hex(Buffer.concat([key.map((byte) => byte ^ 0x36), Buffer.from('text')])), 'hex');
    expect(hmacSm3Hex(key, 'text')).toBe(sm3Hex(Buffer.concat([key.map((byte) => byte ^ 0x5c), inner])));
  });

  // RFC 8998, appendix A.1
  const key = hex('0123456789ABCDEFFEDCBA9876543210');
  const nonce = hex('00001234567800000000ABCD');
  const aad = hex('FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2');
  const plain = hex('AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDEEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA');
  const text = hex('17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D');
  const tag = hex('83DE3541E4C2B58177E065A9BF7B62EC');
  test('SM4-GCM gives ciphertext and tag of RFC 8998', () => {
    expect(sm4GcmSeal(key, nonce, plain, aad)).toEqual({ text, tag });
  });
  test('SM4-GCM opens RFC 8998 and refuses a changed tag, text or associated data', () => {
    const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte)));
    expect(sm4GcmOpen(key, nonce, text, flip(tag), aad)).toBeNull();
    expect(sm4GcmOpen(key, nonce, flip(text), tag, aad)).toBeNull();
    expect(sm4GcmOpen(key, nonce, text, tag, flip(aad))).toBeNull();
    expect(sm4GcmOpen(key, nonce, text, tag, aad)).toEqual(plain);
  });
});

describe.each(['aes-256-gcm', 'sm4-gcm'] as const)('sealing with %s', (suite) => {
  const folder = join(root, suite);
  const open = () => openKeys(fileKeyProvider(folder, { generate: true }), suite);

  test('a value moved to another place, purpose or key folder does not open', async () => {
    const keys = await open();
    const sealed = keys.seal('field', '张三 11010519491231002X', 'row:1');
    const strangers = await openKeys(fileKeyProvider(join(root, `${suite}-other`), { generate: true }), suite);
    expect([keys.open('field', sealed, 'row:2'), keys.open('token', sealed, 'row:1'), strangers.open('field', sealed, 'row:1')]).toEqual([null, null, null]);
  });
  test('a changed character anywhere does not open, nor does garbage', async () => {
    const keys = await open();
    const sealed = keys.seal('field', '𠮷', 'row:1');
    for (let at = 0; at < sealed.length - 1; at += 1) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      // The last base64url characters may carry unused bits, so compare bytes, not text.
      expect([null, '𠮷']).toContain(keys.open('field', changed, 'row:1'));
      if (at < sealed.length - 2) expect(keys.open('field', changed, 'row:1')).toBeNull();
    }
    expect(['', '.', 'a.b.c.d', 'a...', `${sealed}.x`].map((each) => keys.open('field', each, 'row:1'))).toEqual([null, null, null, null, null]);
  });
  test('what was sealed opens, twice the same text is sealed differently, and the key id is in it', async () => {
    const keys = await open();
    const [one, two] = [keys.seal('field', '', 'row:1'), keys.seal('field', '', 'row:1')];
    expect(one).not.toBe(two);
    expect([keys.open('field', one, 'row:1'), keys.open('field', two, 'row:1')]).toEqual(['', '']);
  });
  test('after a rotation old values still open, new ones carry the new key, and old marks are found', async () => {
    const keys = await open();
    const old = keys.seal('field', 'before', 'row:1');
    const oldKey = keys.personKey('residentId', 'CN', '11010519491231002X');
    rotateFileKey(folder, 'field');
    rotateFileKey(folder, 'pepper');
    await keys.reload();
    const fresh = keys.seal('field', 'after', 'row:1');
    expect(fresh.split('.')[1]).not.toBe(old.split('.')[1]);
    expect([keys.open('field', old, 'row:1'), keys.open('field', fresh, 'row:1')]).toEqual(['before', 'after']);
    const found = keys.personKeys('residentId', 'CN', '11010519491231002X');
    expect(found.map((each) => each.version)).toEqual([oldKey.version + 1, oldKey.version]);
    expect(found[1]).toEqual(oldKey);
    expect(keys.personKey('residentId', 'CN', '11010519491231002X')).toEqual(found[0]);
    expect(keys.markWith('pepper', oldKey.keyId, 'residentId|CN|11010519491231002X')).toBe(oldKey.mac);
  });
  test('the other suite opens what this one sealed, so a profile may change', async () => {
    const sealed = (await open()).seal('field', 'kept', 'row:1');
    const other = await openKeys(fileKeyProvider(folder, { generate: false }), suite === 'sm4-gcm' ? 'aes-256-gcm' : 'sm4-gcm');
    expect(other.open('field', sealed, 'row:1')).toBe('kept');
  });
});

describe('key providers', () => {
  test('a missing key folder is refused when keys may not be made', () => {
    expect(() => fileKeyProvider(join(root, 'none'), { generate: false })).toThrow('lacks: token');
  });
  test('made keys lie in files of the owner only, are marked as generated, and are the same at the next start', async () => {
    const folder = join(root, 'made');
    const keys = await openKeys(fileKeyProvider(folder, { generate: true }));
    expect(keys.generated).toBe(true);
    expect(readdirSync(folder).map((file) => statSync(join(folder, file)).mode & 0o777)).toEqual(readdirSync(folder).map(() => 0o600));
    const again = await openKeys(fileKeyProvider(folder, { generate: false }));
    expect(again.generated).toBe(true);
    expect(again.open('token', keys.seal('token', 'x', ''), '')).toBe('x');
    expect(new Set(keyPurposes.map((purpose) => readFileSync(join(folder, `${purpose}.keys`), 'utf8'))).size).toBe(keyPurposes.length);
  });
  test('a key file that others may read is refused', async () => {
    const folder = join(root, 'loose');
    const provider = fileKeyProvider(folder, { generate: true });
    chmodSync(join(folder, 'audit.keys'), 0o644);
    await expect(provider.load()).rejects.toThrow('open to other users');
  });
  test('environment keys: a missing one is named, a malformed one is named but not shown', async () => {
    const environment = Object.fromEntries(keyPurposes.map((purpose) => [variableOf(purpose), writeKeys([newKeyVersion(1)])]));
    expect(variableOf('hostSubject')).toBe('CHENGBAN_KEY_HOST_SUBJECT');
    await expect(openKeys(environmentKeyProvider({ ...environment, CHENGBAN_KEY_AUDIT: undefined }))).rejects.toThrow('no audit key');
    const malformed = openKeys(environmentKeyProvider({ ...environment, CHENGBAN_KEY_AUDIT: '1:a:c2VjcmV0' }));
    await expect(malformed).rejects.toThrow('audit keys are not');
    await expect(malformed).rejects.not.toThrow('c2VjcmV0');
    const keys = await openKeys(environmentKeyProvider(environment));
    expect(keys.generated).toBe(false);
    expect(keys.open('cookie', keys.seal('cookie', 'x', 'y'), 'y')).toBe('x');
  });
  test('numbers of different kinds, countries or persons never share a person key', async () => {
    const keys = await openKeys(fileKeyProvider(join(root, 'made'), { generate: true }));
    const made = [['passport', 'CN', 'E1'], ['passport', 'XX', 'E1'], ['residentId', 'CN', 'E1'], ['passport', 'CN', 'E2']] as const;
    expect(new Set(made.map(([type, country, no]) => keys.personKey(type, country, no).mac)).size).toBe(4);
    expect(keys.personKey(...made[0]).mac).toMatch(/^[0-9a-f]{64}$/);
  });
});
