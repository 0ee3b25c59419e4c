import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DepartmentCall, DepartmentReply } from '../../src/contract/department.ts';
import type { Connectors } from '../../src/gateway/connectors/index.ts';
import { inventPerson, startTestGateway, type TestGateway } from './support/gateway.ts';
import type { Reply, TestSession } from './support/session.ts';

/** A department whose every service a test decides. */
const said: Record<string, DepartmentReply | ((call: DepartmentCall) => DepartmentReply)> = {};
const asked: DepartmentCall[] = [];
const good = (data: unknown): DepartmentReply => ({ ok: true, code: '0', message: '', data, dataTime: '2026-11-20' });
const code = (value: string): DepartmentReply => ({ ok: true, code: value, message: '', data: null, dataTime: null });
const connectors: Connectors = {
  client: () => ({
    async call(call) {
      asked.push(call);
      const answer = said[call.service];
      return typeof answer === 'function' ? answer(call) : (answer ?? { ok: false, fault: 'unavailable' });
    },
  }),
  breakerStates: () => ({}),
  close: async () => undefined,
};

let gateway: TestGateway;
beforeAll(async () => {
  // Host keys, so that there are senders; nothing listens there.
  gateway = await startTestGateway({ connectors }, { WEIXIN_SECRET: 'of-the-test', QUIET_HOURS: '00:00-00:00' });
}, 60_000);
afterAll(async () => {
  await gateway?.end();
});
beforeEach(() => {
  asked.length = 0;
  for (const service of Object.keys(said)) delete said[service];
});

const post = (session: TestSession, path: string, body: unknown, key: string = randomUUID()) => session.call({ method: 'POST', path, body, key });
const run = async (name: string, secret = 'hall-of-the-test') => {
  const answer = await fetch(`${gateway.internalUrl}/internal/run`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` }, body: JSON.stringify({ name }) });
  return { status: answer.status, body: (await answer.json()) as { result?: unknown } };
};
const dataOf = <T>(reply: Reply) => reply.json?.data as T;
interface Topic { topic: string; chosen: boolean; consented: boolean; since: string | null; throughHost: { templateId: string | null; state: string; left: number | null } }
const topicOf = async (session: TestSession, id: string) => dataOf<{ topics: Topic[] }>(await session.call({ method: 'GET', path: '/topics/list' })).topics.find((one) => one.topic === id);
const messagesOf = async (session: TestSession) => dataOf<{ messages: { kind: string; params: Record<string, string> }[] }>(await post(session, '/messages/list', { page: 1 })).messages;
const gap = 'socialSecurity.gap';
const due = 'socialSecurity.qualificationDue';

describe('the door for operators', () => {
  test('is closed without the secret, and knows only its own runs', async () => {
    expect((await run('feeds', 'wrong')).status).toBe(401);
    expect((await run('constructor')).status).toBe(422);
    expect((await fetch(`${gateway.internalUrl}/internal/outreach`)).status).toBe(401);
  });
});

describe('topics.choose', () => {
  test('without agreement is refused with the purpose to ask for; off works without', async () => {
    const session = await gateway.session('L2');
    expect((await post(session, '/topics/choose', { topic: gap, chosen: true })).json).toMatchObject({ status: 403, code: 'consentRequired', purposes: ['social-security.alerts'] });
    expect((await post(session, '/topics/choose', { topic: gap, chosen: false })).status).toBe(200);
    expect((await post(session, '/topics/choose', { topic: 'constructor', chosen: true })).json).toMatchObject({ code: 'notFound' });
  });
  test('one person\'s choice is not another\'s, and withdrawing the consent switches everything off', async () => {
    const [mine, other] = [await gateway.session('L2'), await gateway.session('L2')];
    await gateway.consent(mine, 'social-security.alerts');
    expect(dataOf<Topic>(await post(mine, '/topics/choose', { topic: gap, chosen: true }))).toMatchObject({ chosen: true, consented: true });
    expect(await topicOf(other, gap)).toMatchObject({ chosen: false, consented: false, since: null });
    await post(mine, '/consents/decide', { purpose: 'social-security.alerts', version: 1, decision: 'withdrawn' });
    expect(await topicOf(mine, gap)).toMatchObject({ chosen: false, consented: false });
  });
  test('a reminder asks the department for the date, and is not switched on while it cannot say it', async () => {
    const session = await gateway.session('L2');
    await gateway.consent(session, 'social-security.qualification');
    said.rs_qualification = { ok: false, fault: 'timeout' };
    expect((await post(session, '/topics/choose', { topic: due, chosen: true })).json).toMatchObject({ code: 'departmentTimeout' });
    expect(await topicOf(session, due)).toMatchObject({ chosen: false });
    said.rs_qualification = good({ state: '1', next_due: '2026-12-31', opens_on: '2026-10-02', last: null });
    expect(dataOf<Topic>(await post(session, '/topics/choose', { topic: due, chosen: true }))).toMatchObject({ chosen: true });
    await post(session, '/topics/choose', { topic: due, chosen: false });
    const { rows } = await gateway.storage.executeSql("select count(*)::int as n from due_dates where topic = $1", [due]);
    expect(rows[0]?.['n']).toBe(0);
  });
  test("the host's answers are kept by account: a one-time yes counts up, a no clears it", async () => {
    const session = await gateway.session('L2');
    expect(await topicOf(session, due)).toMatchObject({ throughHost: { templateId: 'sandbox-weixin-due', state: 'unknown', left: null } });
    const say = async (answer: string) => dataOf<Topic>(await post(session, '/topics/host-answer', { topic: due, answer })).throughHost;
    expect([await say('accept'), await say('accept'), await say('reject')]).toMatchObject([{ state: 'accepted', left: 1 }, { state: 'accepted', left: 2 }, { state: 'refused', left: 0 }]);
    expect(await topicOf(await gateway.session('L2'), due)).toMatchObject({ throughHost: { state: 'unknown' } });
  });
});

describe('a feed', () => {
  test('tells the person once, in the own log as well, and a deleted account nothing', async () => {
    const person = inventPerson();
    const session = await gateway.session('L3', { person });
    await gateway.consent(session, 'social-security.alerts');
    await post(session, '/topics/choose', { topic: gap, chosen: true });
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const entries = (months: string[]) => months.map((month, index) => ({ seq: index + 1, type: 'gap', number: person.credentialNo, name: person.name, occurred_on: today, payload: { aae140: '110', aae003: month } }));
    let months = ['202609', '202609'];
    said.rs_feed = ({ body }) => good(body?.cursor === '' ? { cursor: '', items: entries(months), next: 'c1' } : { cursor: 'c1', items: [], next: 'c1' });
    await run('feeds');
    await gateway.storage.db.updateTable('feeds').set({ cursor: '' }).execute();
    await run('feeds');
    expect((await messagesOf(session)).filter((one) => one.kind === 'socialSecurityGap')).toEqual([expect.objectContaining({ params: { insurance: '110', month: '2026-09' } })]);
    expect((await post(session, '/account/access-log', { page: 1 })).text).toContain('按您的选择发出提醒');
    await post(session, '/account/delete', { confirm: '注销账户' });
    months = ['202610'];
    await gateway.storage.db.updateTable('feeds').set({ cursor: '' }).execute();
    await run('feeds');
    for (const table of ['alerts', 'topic_choices', 'due_dates', 'host_notices']) {
      const { rows } = await gateway.storage.executeSql(`select count(*)::int as n from ${table} t join persons p using (person_ref) where p.deleted_at is not null`);
      expect([table, rows[0]?.['n']]).toEqual([table, 0]);
    }
  });
});

describe('confirming eligibility', () => {
  const receipt = { receipt_no: 'ZG20261122000001', confirmed_on: '2026-11-22', way: '1', next_due: '2027-12-31' };
  const standing = { state: '3', next_due: '2027-12-31', opens_on: '2027-10-02', last: { receipt_no: receipt.receipt_no, confirmed_on: receipt.confirmed_on, way: '1' } };
  const ready = async (level: 'L2' | 'L3' = 'L2', birth?: string) => {
    const session = await gateway.session(level, { person: inventPerson(birth) });
    await gateway.consent(session, 'social-security.qualification');
    return session;
  };
  test.each([['E-301', 'qualificationNotRetired'], ['E-302', 'qualificationNotDue'], ['E-303', 'qualificationNoMatch'], ['E-202', 'personDeceased']])('%s from the department is %s, and nothing is written', async (given, problem) => {
    const session = await ready();
    said.rs_qualification_confirm = code(given);
    expect((await post(session, '/social-security/qualification/confirm-by-data', {})).json).toMatchObject({ code: problem, department: 'rs' });
    expect((await messagesOf(session)).filter((one) => one.kind === 'qualificationConfirmed')).toEqual([]);
  });
  test('by face needs a strong check', async () => {
    expect((await post(await ready(), '/social-security/qualification/confirm-by-face', {})).json).toMatchObject({ code: 'levelTooLow', requiredLevel: 'L3' });
    expect(asked).toEqual([]);
  });
  test('a child is refused before the department is asked', async () => {
    expect((await post(await ready('L2', '20200101'), '/social-security/qualification/confirm-by-data', {})).json).toMatchObject({ code: 'guardianRequired' });
    expect(asked).toEqual([]);
  });
  test('is one confirmation and one message, pressed again with the same key and with another one', async () => {
    const session = await ready();
    let times = 0;
    said.rs_qualification_confirm = () => good({ ...receipt, repeated: (times += 1) > 1 });
    said.rs_qualification = good(standing);
    const press = (key: string) => post(session, '/social-security/qualification/confirm-by-data', {}, key);
    const replies = [await press('one'), await press('one'), await press('two')];
    expect(replies.map((one) => dataOf<{ last: { receiptNo: string }; nextDue: string }>(one))).toEqual(replies.map(() => expect.objectContaining({ nextDue: '2027-12-31', last: expect.objectContaining({ receiptNo: receipt.receipt_no }) })));
    expect(times).toBe(2);
    expect((await messagesOf(session)).filter((one) => one.kind === 'qualificationConfirmed')).toHaveLength(1);
  });
  test('the next date is kept only for those who asked to be reminded', async () => {
    const session = await ready('L3');
    said.rs_qualification_confirm = good({ ...receipt, receipt_no: 'ZG-REST-1', way: '2', repeated: false });
    said.rs_qualification = good({ ...standing, last: { ...standing.last, confirmed_on: '2026-11-19' } });
    expect((await post(session, '/social-security/qualification/confirm-by-face', {})).status).toBe(200);
    const { rows } = await gateway.storage.executeSql("select count(*)::int as n from due_dates");
    expect(rows[0]?.['n']).toBe(0);
  });
});

describe('the way of a doubt', () => {
  const words = '三月的缴费基数和工资单不一样';
  const doubt = async (session: TestSession, operation = 'socialSecurity.contributions') => {
    const { draftId } = dataOf<{ draftId: string }>(await post(session, '/drafts/open', { kind: 'checkRequest' }));
    const made = await post(session, '/check-requests/create', { draftId, operation, kind: 'amount', period: '2026-03', dataDate: '2026-10-31', traceId: 'abc', words });
    return dataOf<{ requestNo: string; state: string; authority: string | null; nextStepDate: string }>(made);
  };
  const read = async (session: TestSession, requestNo: string) => dataOf<{ state: string; answer: string | null; handedOverAt: string | null; answeredAt: string | null }>(await post(session, '/check-requests/read', { requestNo }));
  const sealed = async (requestNo: string) => (await gateway.storage.db.selectFrom('check_requests').select(['sealed_identifiers', 'sealed_answer', 'department', 'department_no']).where('request_no', '=', requestNo).executeTakeFirstOrThrow());

  test('while the department is away it stays received, and goes on by itself afterwards', async () => {
    const session = await gateway.session('L2');
    const { requestNo, state, authority } = await doubt(session);
    expect([state, authority]).toEqual(['received', '示例市人力资源和社会保障局']);
    expect((await run('checks')).body.result).toEqual({ away: ['rs:unavailable'] });
    expect(await read(session, requestNo)).toMatchObject({ state: 'received', handedOverAt: null, answer: null });
    said.rs_check_submit = good({ check_no: 'HD1' });
    said.rs_check_state = good({ state: '1', answer: null });
    await run('checks');
    expect(await read(session, requestNo)).toMatchObject({ state: 'withDepartment', answer: null });
    // Name and number have done their work.
    expect(await sealed(requestNo)).toMatchObject({ sealed_identifiers: null, department_no: 'HD1' });
    said.rs_check_state = good({ state: '2', answer: '经核对，基数与申报一致。' });
    await Promise.all([run('checks'), run('checks')]);
    expect(await read(session, requestNo)).toMatchObject({ state: 'answered', answer: '经核对，基数与申报一致。' });
    expect((await messagesOf(session)).filter((one) => one.kind === 'checkRequestAnswered')).toHaveLength(1);
    expect((await sealed(requestNo)).sealed_answer).not.toContain('基数');
    expect((await post(session, '/account/access-log', { page: 1 })).text).toContain('核对申请转交主管部门');
  });
  test('nobody else reads it, and an answer that is none changes nothing', async () => {
    const session = await gateway.session('L2');
    const { requestNo } = await doubt(session);
    expect((await post(await gateway.session('L2'), '/check-requests/read', { requestNo })).json).toMatchObject({ code: 'notFound' });
    said.rs_check_submit = good({ check_no: '' });
    await run('checks');
    expect((await read(session, requestNo)).state).toBe('received');
  });
  test('the department hears the citizen\'s words and whom it is about, never a figure', async () => {
    const person = inventPerson();
    await doubt(await gateway.session('L2', { person }));
    said.rs_check_submit = good({ check_no: 'HD2' });
    said.rs_check_state = good({ state: '1', answer: null });
    asked.length = 0;
    await run('checks');
    const submitted = asked.find((one) => one.service === 'rs_check_submit' && one.body?.aac002 === person.credentialNo);
    expect(Object.keys(submitted?.body ?? {}).sort()).toEqual(['aac002', 'aac003', 'aac058', 'about', 'data_date', 'kind', 'period', 'request_no', 'words']);
  });
  test('a doubt about nothing in particular goes to the department the city named', async () => {
    const { requestNo } = await doubt(await gateway.session('L2'), 'account.me');
    expect((await sealed(requestNo)).department).toBe('rs');
  });
});
