import { describe, expect, test } from '@jest/globals';
import type { Change } from '../../http/changes.ts';
import { openKeys } from '../../keys/keys.ts';
import type { Storage } from '../../storage/storage.ts';
import { testKeys } from '../testing.ts';
import { createSessionTokens } from './open-tokens.ts';
import { watchRevocations } from './revocations.ts';
import { sealToken } from './token.ts';
import type { TokenContent } from './token.ts';

const keys = await openKeys(testKeys());
const minute = 60_000;
const content: TokenContent = {
  sessionId: 's', accountRef: 'a', personRef: 'p', host: 'h5', l2Until: 120 * minute, l3Until: 30 * minute,
  signatureKey: Buffer.alloc(32, 1).toString('base64'), epoch: 4, issuedAt: 0, expiresAt: 120 * minute, family: 'f',
};

/** Tokens over a stream of changes that the test sends, and a database that knows one epoch. */
function setUp(epoch = 4, capacity = 2) {
  let send: (change: Change) => void = () => undefined;
  let asked = 0;
  const query = { select: () => query, where: () => query, executeTakeFirst: async () => ((asked += 1), { epoch, deleted_at: null }) };
  const storage = { db: { selectFrom: () => query } } as unknown as Storage;
  const changes = { announce: async () => undefined, close: async () => undefined, subscribe: (listener: (change: Change) => void) => ((send = listener), () => undefined) };
  const tokens = createSessionTokens(keys, watchRevocations(storage, changes, () => 0), capacity);
  const open = (token: string, at = 0) => tokens.open(token, new Date(at));
  return { open, tell: (kind: Change['kind'], target: string) => send({ kind, target, at: 0 }), asked: () => asked };
}

describe('opening a session token', () => {
  test.each(['', 'x', 'a.b.c.d', 'a'.repeat(5000), '\u0000'])('%j is no session', (text) => {
    expect(setUp().open(text)).toEqual({ ok: false, code: 'sessionExpired' });
  });

  test('a token is over at its end, not a moment later', () => {
    const { open } = setUp();
    const token = sealToken(keys, content);
    expect(open(token, 120 * minute - 1)).toMatchObject({ sessionId: 's' });
    expect(open(token, 120 * minute)).toEqual({ ok: false, code: 'sessionExpired' });
  });

  test('the level is the one of this moment', () => {
    const { open } = setUp();
    const token = sealToken(keys, { ...content, l2Until: 60 * minute });
    expect([0, 30 * minute - 1, 30 * minute, 60 * minute].map((at) => (open(token, at) as { level: string }).level)).toEqual(['L3', 'L3', 'L2', 'L1']);
  });

  test.each([['session', 's'], ['session', 'f'], ['account', 'a']] as const)('after a change of %s %s it is revoked, also when it was opened before', (kind, target) => {
    const { open, tell } = setUp();
    const token = sealToken(keys, content);
    expect(open(token)).toMatchObject({ sessionId: 's' });
    tell(kind, target);
    expect(open(token)).toEqual({ ok: false, code: 'sessionRevoked' });
  });

  test('a change of somebody else does not touch it', () => {
    const { open, tell } = setUp();
    for (const kind of ['session', 'account', 'person'] as const) tell(kind, 'other');
    expect(open(sealToken(keys, content))).toMatchObject({ sessionId: 's' });
  });

  test('when the person changed, the epoch decides, and the database is asked once', async () => {
    const old = setUp(5);
    old.tell('person', 'p');
    const token = sealToken(keys, content);
    expect(await old.open(token)).toEqual({ ok: false, code: 'sessionRevoked' });
    expect(await old.open(token)).toEqual({ ok: false, code: 'sessionRevoked' });
    expect(old.asked()).toBe(1);
    expect(await old.open(sealToken(keys, { ...content, epoch: 5 }))).toMatchObject({ epoch: 5 });
  });

  test('more tokens than are remembered still open', () => {
    const { open } = setUp();
    const tokens = ['1', '2', '3', '4'].map((sessionId) => sealToken(keys, { ...content, sessionId }));
    for (let round = 0; round < 2; round += 1) expect(tokens.map((token) => (open(token) as { sessionId: string }).sessionId)).toEqual(['1', '2', '3', '4']);
  });
});
