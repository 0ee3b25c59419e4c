import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { findOrMakeAccount } from '../../src/gateway/identity/accounts.ts';
import { confirmPerson } from '../../src/gateway/identity/persons.ts';
import { countingDepartments } from './support/city-records.ts';
import { inventPerson, startTestGateway, type TestGateway } from './support/gateway.ts';
import type { TestSession } from './support/session.ts';

/** What is left of a person: all of it in the own log while the account lives, nothing anywhere after it is deleted. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ connectors: countingDepartments() });
}, 120_000);
afterAll(async () => {
  await gateway?.end();
});

const post = (session: TestSession, path: string, body: unknown) => session.call({ method: 'POST', path, body, key: randomUUID() });
const get = (session: TestSession, path: string) => session.call({ method: 'GET', path });
const openedOf = async (session: TestSession) => {
  const opened = await gateway.identity.tokens.open(session.grant.token, new Date());
  if ('code' in opened || !opened.personRef) throw new Error('no person');
  return { ...opened, personRef: opened.personRef };
};
/** Everything a citizen can do, refusals among it. */
async function live(session: TestSession): Promise<string[]> {
  const version = (purpose: string) => gateway.registry.purposes.get(purpose)?.version;
  const open = async () => (await post(session, '/drafts/open', { kind: 'checkRequest' })).json?.data as { draftId: string; version: number };
  const traces: string[] = [];
  const note = (reply: { json: { traceId?: string } | null }) => traces.push(String(reply.json?.traceId));
  note(await get(session, '/social-security/status'));
  for (const purpose of ['social-security.rs', 'social-security.yb']) await post(session, '/consents/decide', { purpose, version: version(purpose), decision: 'granted' });
  for (const path of ['/social-security/status', '/social-security/status', '/social-security/medical-status', '/account/me', '/account/number', '/consents/list']) note(await get(session, path));
  const first = await open();
  await post(session, '/drafts/save', { ...first, version: first.version, kind: undefined, content: { words: '写了一半的话' } });
  const { draftId } = await open();
  note(await post(session, '/check-requests/create', { draftId, operation: 'socialSecurity.status', kind: 'pension', period: '2026', dataDate: null, traceId: 't1', words: '这里写的是本人的话' }));
  await open();
  await post(session, '/account/preferences', { elder: true, locale: 'en', subjectType: 'natural' });
  note(await post(session, '/messages/list', { page: 1 }));
  note(await post(session, '/messages/read', { messageId: 'nobodys' }));
  return traces;
}

test('the own log has every access of the last months, by whomever and however it ended', async () => {
  const person = inventPerson();
  const session = await gateway.session('L3', { person });
  const traces = await live(session);
  await gateway.identity.issueBindingCode({ ...person, channel: 'telephone' });
  const { rows: [subject] } = await gateway.storage.executeSql('select subject_ref from audit_subjects where person_ref = $1', [(await openedOf(session)).personRef]);
  const shown: { operation: string; kind: string; outcome: string }[] = [];
  for (let page = 1, pageCount = 1; page <= pageCount; page += 1) {
    const data = (await post(session, '/account/access-log', { page })).json?.data as { entries: typeof shown; pageCount: number };
    shown.push(...data.entries);
    ({ pageCount } = data);
  }
  // Looking at the log is itself an access: the pages after the first move by the rows of the looks before.
  const { rows } = await gateway.storage.executeSql("select trace_id, operation from audit_rows where subject_ref = $1 and operation <> 'account.accessLog'", [subject?.['subject_ref']]);
  expect(traces.filter((one) => !rows.some((row) => row['trace_id'] === one))).toEqual([]);
  expect(shown.filter((one) => one.operation !== '谁在什么时候看过我的数据').length).toBeGreaterThanOrEqual(rows.length);
  expect(shown.map((one) => one.operation)).toContain('工作人员发放绑定码');
  expect(shown.some((one) => one.kind === '未通过')).toBe(true);
  // Words, not codes.
  expect(shown.filter((one) => !/\p{Script=Han}/u.test(`${one.operation}`))).toEqual([]);
  expect(JSON.stringify(shown)).not.toContain(person.credentialNo);
});

test('after a deletion no table of any schema holds the person, but an audit that names nobody', async () => {
  const person = { ...inventPerson(), name: '欧阳震华' };
  const openid = `o-${randomUUID()}`;
  const session = await gateway.session('L3', { person });
  const { personRef, accountRef } = await openedOf(session);
  const other = await gateway.storage.transaction(async (tx) => {
    const ref = await findOrMakeAccount(tx, gateway.keys, { host: 'alipay', appId: 'test', subjects: [openid], ids: { openId: openid } }, new Date());
    await confirmPerson(tx, gateway.keys, ref, person, 'L2', Date.now());
    return ref;
  });
  await live(session);
  const { rows: [subject] } = await gateway.storage.executeSql('select subject_ref from audit_subjects where person_ref = $1', [personRef]);
  const { rows: [keyed] } = await gateway.storage.executeSql('select person_key from persons where person_ref = $1', [personRef]);
  const needles = [personRef, accountRef, other, String(keyed?.['person_key']), person.name, person.credentialNo, openid, '写了一半的话', '这里写的是本人的话'];

  /** Tables that hold a text, with the texts. */
  const holding = async (wanted: readonly string[]) => {
    const { rows: tables } = await gateway.storage.executeSql("select table_schema, table_name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')");
    const found: Record<string, string[]> = {};
    for (const { table_schema: schema, table_name: name } of tables as { table_schema: string; table_name: string }[]) {
      const { rows } = await gateway.storage.executeSql(`select row_to_json(t)::text as line from "${schema}"."${name}" t`);
      const text = rows.map((row) => String(row['line'])).join('\n');
      const here = wanted.filter((one) => text.includes(one));
      if (here.length > 0) found[name] = here;
    }
    return found;
  };
  const before = await holding(needles);
  expect(Object.keys(before)).toEqual(expect.arrayContaining(['accounts', 'audit_subjects', 'check_requests', 'consents', 'drafts', 'idempotency', 'messages', 'person_identifiers', 'persons']));

  expect((await post(session, '/account/delete', { confirm: '注销账户' })).status).toBe(200);
  expect(await holding(needles)).toEqual({
    // Random references only: proof that it was done, the receipt of a repeated press, and the end of every session.
    persons: [personRef], idempotency: [personRef], revocations: [personRef, accountRef, other],
  });
  const { rows: [left] } = await gateway.storage.executeSql('select person_key, deleted_at is not null as deleted from persons where person_ref = $1', [personRef]);
  expect(left).toEqual({ person_key: null, deleted: true });
  const { rows: kept } = await gateway.storage.executeSql('select operation from idempotency where person_ref = $1', [personRef]);
  expect(kept).toEqual([{ operation: 'account.delete' }]);
  // The audit stays whole, under a name that leads to nobody any more.
  expect(Object.keys(await holding([String(subject?.['subject_ref'])]))).toEqual(['audit_rows']);
  await gateway.audit.seal();
  expect(await gateway.audit.verify()).toMatchObject({ ok: true });

  // The same number again is somebody new, who sees nothing of before.
  const again = await gateway.session('L2', { person });
  expect((await openedOf(again)).personRef).not.toBe(personRef);
  expect((await post(again, '/check-requests/list', { page: 1 })).json?.data).toMatchObject({ requests: [] });
});

test('a write that meets a deletion leaves nothing, whichever comes first', async () => {
  for (let round = 0; round < 5; round += 1) {
    const session = await gateway.session('L3');
    const { personRef } = await openedOf(session);
    await Promise.all([
      post(session, '/account/delete', { confirm: '注销账户' }),
      post(session, '/drafts/open', { kind: 'checkRequest' }),
      post(session, '/consents/decide', { purpose: 'social-security.rs', version: gateway.registry.purposes.get('social-security.rs')?.version, decision: 'granted' }),
    ]);
    for (const table of ['drafts', 'consents', 'messages']) {
      const { rows } = await gateway.storage.executeSql(`select 1 from ${table} where person_ref = $1`, [personRef]);
      expect([round, table, rows]).toEqual([round, table, []]);
    }
  }
});
