import { afterEach, expect, test } from '@jest/globals';
import { onBothDatabases } from '../../../test/support/databases.ts';
import { openStorage } from '../storage/open.ts';
import type { Storage } from '../storage/storage.ts';
import { watchRevocations } from '../identity/sessions/revocations.ts';
import type { TokenContent } from '../identity/sessions/token.ts';
import type { Call } from './call.ts';
import { openChanges } from './changes.ts';
import { createConsents } from './consent.ts';
import { openKillSwitches } from './kill-switches.ts';
import { createPersonCache } from './person-cache.ts';

/** What one gateway process decides, another must know: by notification, and by its poll alone when the notification is lost. */
onBothDatabases('two gateway processes', (database) => {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  afterEach(async () => {
    for (const one of closers.splice(0).reverse()) await one();
  });

  const deaf = (storage: Storage): Storage => ({ ...storage, db: storage.db, listen: async () => async () => undefined });
  /** The part of a gateway that remembers, on a connection of its own where the database allows two. */
  async function gateway(hears: boolean) {
    const own = database.kind === 'postgres' ? await openStorage(database.options) : database.storage;
    if (own !== database.storage) closers.push(() => own.close());
    const storage = hears ? own : deaf(own);
    // A second between polls, as in operation.
    const changes = await openChanges(storage);
    closers.push(() => changes.close());
    const revocations = watchRevocations(storage, changes, Date.now);
    return { storage: own, changes, revocations, kills: await openKillSwitches(storage, changes, () => undefined), consents: createConsents(storage, changes), cache: createPersonCache(changes) };
  }
  async function soon(check: () => Promise<boolean> | boolean): Promise<boolean> {
    for (let i = 0; i < 100 && !(await check()); i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    return check();
  }
  const call = (personRef: string) => ({
    session: { personRef }, now: new Date(), operation: { purposeVersion: 1, operation: { basis: { basis: 'consent', purpose: 'p' } } },
  }) as unknown as Call;
  let n = 0;
  async function person(storage: Storage): Promise<string> {
    const ref = `two-${database.kind}-${(n += 1)}`;
    await storage.db.insertInto('persons').values({ person_ref: ref, pepper_version: 1 }).execute();
    return ref;
  }
  const consent = (ref: string, decision: 'granted' | 'withdrawn', at: number) => ({
    consent_id: `${ref}-${decision}`, person_ref: ref, purpose: 'p', version: 1, decision, decided_at: new Date(at), trace_id: 't',
  });

  test.each([['hears at once', true], ['only polls', false]])('a switch of the first reaches a second that %s, on and off again', async (_how, hears) => {
    const [first, second] = [await gateway(true), await gateway(hears)];
    await first.kills.set('rs', '系统升级');
    expect(await soon(() => second.kills.reasonOf('rs') === '系统升级')).toBe(true);
    await first.kills.set('rs', null);
    expect(await soon(() => second.kills.reasonOf('rs') === null)).toBe(true);
  });

  test.each([['hears at once', true], ['only polls', false]])('a withdrawal at the first closes a second that %s, with what it remembered of the person and nothing else', async (_how, hears) => {
    const [first, second] = [await gateway(true), await gateway(hears)];
    const [mine, other] = [await person(first.storage), await person(first.storage)];
    for (const ref of [mine, other]) await first.storage.db.insertInto('consents').values(consent(ref, 'granted', Date.now())).execute();
    expect([await second.consents.check(call(mine)), await second.consents.check(call(other))]).toEqual([null, null]);
    const answer = { data: '{}', sources: '[]', asOf: '', expires: Number.MAX_SAFE_INTEGER };
    for (const ref of [mine, other]) second.cache.put(ref, 'k', answer, second.cache.generation());
    await first.storage.transaction(async (tx) => {
      await tx.insertInto('consents').values(consent(mine, 'withdrawn', Date.now() + 1)).execute();
      await first.changes.announce(tx, 'consent', mine);
    });
    expect(await soon(async () => (await second.consents.check(call(mine))) !== null)).toBe(true);
    expect(await second.consents.check(call(mine))).toMatchObject({ code: 'consentRequired', purposes: ['p'] });
    expect(second.cache.get(mine, 'k', 0)).toBeUndefined();
    expect([await second.consents.check(call(other)), second.cache.get(other, 'k', 0)]).toEqual([null, answer]);
  });

  test.each([['hears at once', true], ['only polls', false]])('ended sessions and a deleted person are known to a second that %s, and to a third that starts later', async (_how, hears) => {
    const [first, second] = [await gateway(true), await gateway(hears)];
    const ref = await person(first.storage);
    const token = (more: Partial<TokenContent>) => ({ sessionId: `s-${ref}`, accountRef: `a-${ref}`, personRef: null, family: null, epoch: 0, ...more }) as TokenContent;
    const tokens = [token({}), token({ sessionId: 'x', accountRef: 'x', family: `f-${ref}` }), token({ sessionId: 'y', accountRef: `b-${ref}` }), token({ sessionId: 'z', accountRef: 'z', personRef: ref })];
    const revoked = (one: typeof second) => Promise.all(tokens.map((each) => one.revocations.revoked(each)));
    expect(await revoked(second)).toEqual([false, false, false, false]);
    await first.storage.transaction(async (tx) => {
      await tx.updateTable('persons').set({ epoch: 1, deleted_at: new Date() }).where('person_ref', '=', ref).execute();
      await first.changes.announce(tx, 'session', `s-${ref}`);
      await first.changes.announce(tx, 'session', `f-${ref}`);
      await first.changes.announce(tx, 'account', `b-${ref}`);
      await first.changes.announce(tx, 'person', ref);
    });
    expect(await soon(async () => (await revoked(second)).every(Boolean))).toBe(true);
    expect(await revoked(await gateway(hears))).toEqual([true, true, true, true]);
  });
});
