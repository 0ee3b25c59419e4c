import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import type { Purpose } from '../../contract/department.ts';
import type { OutputOf } from '../../contract/operation.ts';
import type { accountAccessLog, accountDelete, accountMe, consentsDecide, consentsList } from '../../contract/platform/account.ts';
import type { SessionGrant } from '../../contract/platform/session.ts';
import { onBothDatabases } from '../../../test/support/databases.ts';
import { openAudit } from '../audit/audit.ts';
import type { Audit } from '../audit/audit.ts';
import { openChanges } from '../http/changes.ts';
import type { Change, Changes } from '../http/changes.ts';
import type { OpenedSession } from '../http/session.ts';
import { openBench, testCookies } from '../identity/testing.ts';
import type { Bench } from '../identity/testing.ts';
import type { Handlers } from '../ports.ts';
import { createAccount } from './index.ts';

const origin = 'http://127.0.0.1:8800';
const wang = { name: '王小明', credentialType: 'residentId', credentialNo: '11010519491231002X' } as const;
const purpose = (id: string, version = 1): Purpose => ({ id, version, title: `用途${id}`, reads: '', from: '', why: '', kept: '', sharedWith: '' });

onBothDatabases('account', (database) => {
  let bench: Bench;
  let audit: Audit;
  let changes: Changes;
  let handlers: Handlers;
  const heard: Change[] = [];
  const purposes = [purpose('social.read'), purpose('social.account'), purpose('platform.remember')];
  beforeAll(async () => {
    bench = await openBench(database.storage, {
      origin, weixin: null, weixinRealName: { appId: 'wx', path: 'p' }, alipay: null, unified: null,
      methods: { weapp: [], alipay: [], h5: [{ id: 'bindingCode', enabled: true }] },
    });
    audit = openAudit({ storage: database.storage, keys: bench.keys, headFile: join(database.folder, 'heads.jsonl') });
    changes = await openChanges(database.storage);
    changes.subscribe((change) => heard.push(change));
    handlers = createAccount({
      storage: database.storage, audit, changes, identifiersOf: bench.identity.identifiersOf, consentPurposes: purposes,
      words: { operation: (name) => (name === 'account.me' ? '我的账户' : undefined), department: () => undefined, purpose: () => '登录和账户' },
    });
  });
  afterAll(async () => {
    await audit.close();
    await changes.close();
    await bench.close();
  });

  const guest = async (cookies = testCookies()) =>
    bench.opened(await bench.run<SessionGrant>('session.create', bench.context(null, { cookies, origin }), { host: 'h5' }));
  const bind = async (session: OpenedSession, channel: 'counter' | 'telephone' = 'counter', who: Record<string, string> = {}) => {
    const issued = await bench.identity.issueBindingCode({ ...wang, ...who, channel });
    if (!issued.ok) throw new Error(issued.code);
    const grant = await bench.run<SessionGrant>('identity.bind', bench.context(session), { code: issued.code });
    if (!grant.ok) throw new Error(grant.code);
    return { session: await bench.opened(grant), token: grant.data.token };
  };
  const run = <T>(name: string, session: OpenedSession | null, input: unknown = {}) => bench.run<T>(name, bench.context(session), input, handlers);
  const soon = async (check: () => Promise<boolean> | boolean) => {
    for (let i = 0; i < 40 && !(await check()); i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    return check();
  };

  test('a guest sees no person and cannot see a number, decide or delete', async () => {
    const session = await guest();
    expect(await run<OutputOf<typeof accountMe>>('account.me', session)).toMatchObject({
      ok: true, data: { level: 'L1', person: null, host: 'h5', preferences: { elder: false, locale: 'zh-CN', subjectType: 'natural' }, entrances: [{ host: 'h5' }] },
    });
    for (const name of ['account.fullNumber', 'account.delete', 'consents.list', 'account.accessLog']) {
      expect(await run(name, session, { page: 1 })).toMatchObject({ ok: false, code: 'levelTooLow' });
    }
    expect(await run('consents.decide', session, { purpose: 'social.read', version: 1, decision: 'granted' })).toMatchObject({ code: 'levelTooLow' });
  });

  test('preferences are kept with the account, saving twice is the same', async () => {
    const session = await guest();
    const chosen = { elder: true, locale: 'en', subjectType: 'natural' };
    for (let i = 0; i < 2; i += 1) expect(await run('account.setPreferences', session, chosen)).toEqual({ ok: true, data: chosen });
    expect(await run('account.me', session)).toMatchObject({ data: { preferences: chosen } });
  });

  test('what a person chose on one entrance holds on every other without a new login, also on one used for the first time; nobody else sees it', async () => {
    const who = { credentialNo: '110101199003070011' };
    const preferencesOf = async (session: OpenedSession) => (await run<OutputOf<typeof accountMe>>('account.me', session)) as { data: { preferences: unknown } };
    const first = (await bind(await guest(), 'counter', who)).session;
    const second = (await bind(await guest(), 'counter', who)).session;
    const nothing = { elder: false, locale: 'zh-CN', subjectType: 'natural' };
    expect((await preferencesOf(second)).data.preferences).toEqual(nothing);
    const chosen = { elder: true, locale: 'zh-CN', subjectType: 'legal' };
    await run('account.setPreferences', first, chosen);
    expect((await preferencesOf(second)).data.preferences).toEqual(chosen);
    const third = (await bind(await guest(), 'counter', who)).session;
    expect((await preferencesOf(third)).data.preferences).toEqual(chosen);
    await run('account.setPreferences', third, nothing);
    expect((await preferencesOf(first)).data.preferences).toEqual(nothing);
    // Stored once: the row of the person has it, whatever the accounts keep for themselves.
    const rows = await database.storage.db.selectFrom('persons').select(['elder', 'locale', 'subject_type']).where('person_ref', '=', first.personRef ?? '').execute();
    expect(rows).toEqual([{ elder: false, locale: 'zh-CN', subject_type: 'natural' }]);
    expect((await preferencesOf((await bind(await guest(), 'counter', { credentialNo: '330000199001150041' })).session)).data.preferences).toEqual(nothing);
  });

  test('taking back the agreement to be remembered forgets every phone at once; another agreement changes nothing', async () => {
    const who = { credentialNo: '33000019850620002X' };
    const [one, other] = [await bind(await guest(), 'counter', who), await bind(await guest(), 'counter', who)];
    for (const { session } of [one, other]) await bench.run('identity.remember', bench.context(session), {});
    const entries = async () => (await database.storage.db.selectFrom('remembered_hosts').select('account_ref').where('person_ref', '=', one.session.personRef ?? '').execute()).length;
    const decide = (purpose: string, decision: string) => run('consents.decide', one.session, { purpose, version: 1, decision });
    await decide('social.read', 'granted');
    await decide('social.read', 'withdrawn');
    await decide('platform.remember', 'granted');
    expect(await entries()).toBe(2);
    expect(await decide('platform.remember', 'withdrawn')).toMatchObject({ ok: true, data: { decision: 'withdrawn' } });
    expect(await entries()).toBe(0);
    expect(await soon(async () => 'ok' in (await bench.identity.tokens.open(other.token, new Date())))).toBe(true);
  });

  test('a telephone code does not delete, a counter code shows the whole number', async () => {
    const weak = await bind(await guest(), 'telephone', { credentialNo: '440524188001010014' });
    expect(await run('account.delete', weak.session, { confirm: '注销账户' })).toMatchObject({ code: 'levelTooLow', requiredLevel: 'L3' });
    const strong = await bind(await guest());
    expect(await run('account.fullNumber', strong.session)).toEqual({ ok: true, data: { credentialType: 'residentId', credentialNo: wang.credentialNo } });
  });

  describe('consents', () => {
    const decide = (session: OpenedSession, decision: string, more = {}) =>
      run<OutputOf<typeof consentsDecide>>('consents.decide', session, { purpose: 'social.read', version: 1, decision, ...more });

    test('an unknown purpose, an old text and a withdrawal of nothing are refused', async () => {
      const { session } = await bind(await guest(), 'counter', { credentialNo: '330000198803120018' });
      expect(await decide(session, 'granted', { purpose: 'nobody' })).toMatchObject({ code: 'notFound' });
      expect(await decide(session, 'granted', { version: 2 })).toMatchObject({ code: 'inputInvalid', fields: [{ field: 'version' }] });
      expect(await decide(session, 'withdrawn')).toMatchObject({ code: 'notFound' });
    });

    test('a refusal is quiet for thirty days and can be changed', async () => {
      const { session } = await bind(await guest(), 'counter', { credentialNo: '33000019850620002X' });
      const refusal = await decide(session, 'refused');
      expect(refusal).toMatchObject({ ok: true, data: { decision: 'refused', quietUntil: expect.stringMatching(/\+08:00$/) } });
      expect(await decide(session, 'granted')).toMatchObject({ data: { decision: 'granted', quietUntil: null } });
    });

    test('granting twice is one row; a withdrawal reaches every process and leaves a message', async () => {
      const { session } = await bind(await guest());
      const first = await decide(session, 'granted');
      expect(await decide(session, 'granted')).toEqual(first);
      heard.length = 0;
      expect(await decide(session, 'withdrawn')).toMatchObject({ data: { decision: 'withdrawn' } });
      expect(await soon(() => heard.some((one) => one.kind === 'consent' && one.target === session.personRef))).toBe(true);
      const { db } = database.storage;
      const rows = await db.selectFrom('consents').select('decision').where('person_ref', '=', session.personRef).orderBy('decided_at').execute();
      expect(rows.map((row) => row.decision)).toEqual(['granted', 'withdrawn']);
      const messages = await db.selectFrom('messages').select('kind').where('person_ref', '=', session.personRef).execute();
      expect(messages.map((row) => row.kind)).toContain('consentWithdrawn');
      expect(await run<OutputOf<typeof consentsList>>('consents.list', session)).toMatchObject({
        ok: true, data: { consents: [{ purpose: 'social.read', decision: 'withdrawn', outdated: false }, { purpose: 'social.account', decision: 'none' }, { purpose: 'platform.remember', decision: 'none' }] },
      });
    });
  });

  test('the access log is told in words, only the person\'s own, in pages', async () => {
    const [mine, other] = [await bind(await guest()), await bind(await guest(), 'counter', { credentialNo: '330000195908050032' })];
    const entry = { traceId: 'a'.repeat(32), operation: 'account.me', kind: 'read', outcome: 'ok', purpose: 'platform.account' } as const;
    for (let i = 0; i < 21; i += 1) await audit.batch({ ...entry, personRef: mine.session.personRef });
    await audit.batch({ ...entry, personRef: other.session.personRef, outcome: 'departmentTimeout' });
    const log = await run<OutputOf<typeof accountAccessLog>>('account.accessLog', mine.session, { page: 1 });
    expect(log).toMatchObject({ ok: true, data: { page: 1, pageCount: 2 } });
    expect(log.ok && log.data.entries[0]).toMatchObject({ operation: '我的账户', kind: '查询', outcome: '已完成', purpose: '登录和账户' });
    expect(await run('account.accessLog', other.session, { page: 1 })).toMatchObject({ data: { entries: [{ outcome: '没有及时返回数据' }], pageCount: 1 } });
  });

  describe('deletion', () => {
    test('everything of the person goes, on every host, and every session ends within a second', async () => {
      const who = { credentialNo: '330000199001150041' };
      const [phone, browser] = [await bind(await guest(), 'counter', who), await bind(await guest(), 'counter', who)];
      const personRef = phone.session.personRef ?? '';
      const tables = database.storage.db;
      await audit.batch({ traceId: 'b'.repeat(32), operation: 'account.me', kind: 'read', outcome: 'ok', personRef });
      await tables.insertInto('drafts').values({ draft_id: 'd', person_ref: personRef, kind: 'checkRequest', sealed: 'x', expires_at: new Date(Date.now() + 1e6) }).execute();
      await tables.insertInto('check_requests').values({ request_no: 'r', person_ref: personRef, operation: 'o', kind: 'k', state: 's' }).execute();
      const receipt = await run<OutputOf<typeof accountDelete>>('account.delete', phone.session, { confirm: '注销账户' });
      expect(receipt).toMatchObject({ ok: true, data: { receiptNo: expect.stringMatching(/^ZX-\d{8}-\d{6}-[0-9A-F]{8}$/), kept: [{}, {}] } });
      for (const token of [phone.token, browser.token]) {
        expect(await soon(async () => 'ok' in (await bench.identity.tokens.open(token, new Date())))).toBe(true);
      }
      for (const table of ['accounts', 'drafts', 'messages', 'check_requests', 'person_identifiers', 'consents', 'audit_subjects'] as const) {
        expect(await tables.selectFrom(table).selectAll().where('person_ref', '=', personRef).execute()).toEqual([]);
      }
      expect(await tables.selectFrom('persons').select(['person_key', 'epoch']).where('person_ref', '=', personRef).executeTakeFirst()).toEqual({ person_key: null, epoch: 1 });
      expect(await run('account.delete', phone.session, { confirm: '注销账户' })).toMatchObject({ code: 'gone' });
      const again = await bind(await guest(), 'counter', who);
      expect(again.session.personRef).not.toBe(personRef);
    });

    test('a legal hold keeps the audit name and the receipt says so', async () => {
      const { session } = await bind(await guest(), 'counter', { credentialNo: '440524188001010014' });
      const until = new Date('2030-06-30T00:00:00+08:00');
      await database.storage.transaction((tx) => audit.hold(tx, session.personRef ?? '', until, 'court 1'));
      const receipt = await run<OutputOf<typeof accountDelete>>('account.delete', session, { confirm: '注销账户' });
      expect(receipt.ok && receipt.data.kept[2]).toMatchObject({ until: '2030-06-30' });
    });
  });
});
