import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { inventPerson, startTestGateway, type TestGateway } from './support/gateway.ts';
import { send, type TestSession } from './support/session.ts';

/** Outcomes written by hand, independent of the declarations. */
let gateway: TestGateway;
beforeAll(async () => {
  // WeChat has its keys here, so that its real-name check is offered; nobody is asked.
  gateway = await startTestGateway({}, { WEIXIN_SECRET: 'of-this-test' });
}, 60_000);
afterAll(async () => {
  await gateway?.end();
});

const openDraft = async (session: TestSession) => (await session.call({ method: 'POST', path: '/drafts/open', body: { kind: 'checkRequest' } })).json?.data as { draftId: string; version: number };
const doubt = (draftId: string, words = '三月的缴费基数和工资单不一样') => ({
  draftId, operation: 'socialSecurity.contributions', kind: 'pension', period: '2026-03', dataDate: '2026-10-31', traceId: 'abc123', words,
});

describe('city.info', () => {
  test('is open to everybody and names the hotline', async () => {
    const reply = await send(gateway.url, { method: 'GET', path: '/city/info' });
    expect(reply.status).toBe(200);
    expect(reply.json?.data).toMatchObject({ city: '示例市', hotline: '12345', sandbox: true });
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(Math.abs(Number(reply.headers.get('x-cb-server-time')) - Date.now())).toBeLessThan(60_000);
  });
  test('takes no query', async () => {
    expect((await send(gateway.url, { method: 'GET', path: '/city/info?debug=1' })).json).toMatchObject({ code: 'inputInvalid' });
  });
});

describe('account.me', () => {
  test('without a session asks to sign in', async () => {
    expect((await send(gateway.url, { method: 'GET', path: '/account/me' })).json).toMatchObject({ status: 401, code: 'sessionMissing', next: 'signIn' });
  });
  test('shows the own name and number masked 3 + 4', async () => {
    const person = inventPerson();
    const reply = await (await gateway.session('L2', { person })).call({ method: 'GET', path: '/account/me' });
    expect(reply.text).not.toContain(person.credentialNo);
    expect(reply.json?.data).toMatchObject({
      level: 'L2', host: 'weapp',
      person: { name: '测*人', credentialNo: `${person.credentialNo.slice(0, 3)}${'*'.repeat(11)}${person.credentialNo.slice(-4)}` },
    });
  });
  test('with x-status-in-body a refusal is a 200 that carries its status', async () => {
    const reply = await send(gateway.url, { method: 'GET', path: '/account/me', headers: { 'x-status-in-body': '1', 'accept-language': 'en' } });
    expect([reply.status, reply.headers.get('cache-control'), reply.json]).toEqual([200, 'no-store', {
      ok: false, status: 401, problem: expect.objectContaining({ code: 'sessionMissing', status: 401, title: 'Please sign in' }),
    }]);
  });
});

describe('account.fullNumber', () => {
  test('needs a strong check', async () => {
    const reply = await (await gateway.session('L2')).call({ method: 'GET', path: '/account/number' });
    expect(reply.json).toMatchObject({ status: 403, code: 'levelTooLow', requiredLevel: 'L3', next: 'stepUp' });
  });
  test('shows the whole number after one', async () => {
    const person = inventPerson();
    const reply = await (await gateway.session('L3', { person })).call({ method: 'GET', path: '/account/number' });
    expect(reply.json?.data).toEqual({ credentialType: 'residentId', credentialNo: person.credentialNo });
  });
});

describe('socialSecurity.status', () => {
  test('without consent names the purpose', async () => {
    const reply = await (await gateway.session('L2')).call({ method: 'GET', path: '/social-security/status' });
    expect(reply.json).toMatchObject({ status: 403, code: 'consentRequired', next: 'giveConsent', purposes: [expect.stringMatching(/^[\w.-]+$/)] });
  });
  test('with consent and a silent department says which one is silent', async () => {
    const session = await gateway.session('L2');
    const asked = await session.call({ method: 'GET', path: '/social-security/status' });
    await gateway.consent(session, asked.json?.purposes?.[0] ?? '');
    const again = await gateway.session('L2');
    await gateway.consent(again, asked.json?.purposes?.[0] ?? '');
    const reply = await again.call({ method: 'GET', path: '/social-security/status' });
    expect(reply.json).toMatchObject({ status: 503, code: 'departmentUnavailable', department: 'rs', title: '示例市人力资源和社会保障局暂时无法连接' });
  });
  test('under 14 is sent to the hall with a guardian', async () => {
    const session = await gateway.session('L2', { person: inventPerson(`${new Date().getUTCFullYear() - 10}0101`) });
    const purpose = (await session.call({ method: 'GET', path: '/social-security/status' })).json?.purposes?.[0] ?? '';
    const again = await gateway.session('L2', { person: inventPerson(`${new Date().getUTCFullYear() - 10}0102`) });
    await gateway.consent(again, purpose);
    expect((await again.call({ method: 'GET', path: '/social-security/status' })).json).toMatchObject({ code: 'guardianRequired', next: 'visitOutlet' });
  });
  test('is suspended by the kill switch, and comes back', async () => {
    const reply = async () => (await (await gateway.session('L2')).call({ method: 'GET', path: '/social-security/status' })).json?.code;
    const flip = (reason: string | null, secret = 'hall-of-the-test') => fetch(`${gateway.internalUrl}/internal/kill-switches`, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` }, body: JSON.stringify({ department: 'rs', reason }),
    });
    expect((await flip('系统升级', 'wrong')).status).toBe(401);
    expect((await flip('系统升级')).status).toBe(200);
    expect(await reply()).toBe('serviceSuspended');
    await flip(null);
    expect(await reply()).toBe('consentRequired');
  });
});

describe('identity.startClaim', () => {
  const claim = async (more: Record<string, unknown>) => (await gateway.session('L1')).call({
    method: 'POST', path: '/identity/claims/start', body: { method: 'weixinRealName', name: '王小明', credentialType: 'residentId', credentialNo: '11010519491231002X', ...more },
  });
  test.each([
    ['a wrong check digit', '110105194912310021', { rule: 'checkDigit', params: { expected: 'X' } }],
    ['a birth date in the future', '110105299912310021', { rule: 'birthDate' }],
    ['a day that does not exist', '11010519490230002X', { rule: 'birthDate' }],
    ['one digit too few', '1101051949123100', { rule: 'length' }],
    ['letters where digits stand', '1101051949AB31002X', { rule: 'characters' }],
    ['a residence permit', '810000199408230021', { rule: 'prefix' }],
  ])('%s is named with its field and what is wrong, never with the number', async (_what, credentialNo, expected) => {
    const reply = await claim({ credentialNo });
    expect(reply.json).toMatchObject({ status: 422, code: 'inputInvalid', next: 'fixInput', fields: [{ field: 'credentialNo', ...expected, message: expect.stringMatching(/\p{Script=Han}{4}/u) }] });
    expect(reply.text).not.toContain(credentialNo);
  });
  test('a name with a script in it and one of one letter are named', async () => {
    for (const name of ['<script>alert(1)</script>', '王']) expect((await claim({ name })).json?.fields?.map((one) => one.field)).toEqual(['name']);
  });
  test('a child is sent to the hall, and a right claim waits for WeChat', async () => {
    expect((await claim({ credentialNo: inventPerson(`${new Date().getUTCFullYear() - 10}0101`).credentialNo })).json).toMatchObject({ code: 'guardianRequired', next: 'visitOutlet' });
    expect((await claim({})).json?.data).toMatchObject({ claimId: expect.any(String), jump: { kind: 'weixinMiniProgram' } });
  });
});

describe('the internal listener', () => {
  const ask = async (path: string, body: unknown, secret = 'hall-of-the-test') => {
    const reply = await fetch(`${gateway.internalUrl}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` }, body: JSON.stringify(body) });
    return { status: reply.status, json: (await reply.json()) as Record<string, unknown> };
  };
  const question = { name: '王小明', credentialType: 'residentId', credentialNo: '11010519491231002X', channel: 'counter' };
  test('gives a code to nobody without the secret, and names the field of a wrong question', async () => {
    expect((await ask('/internal/binding-codes', question, 'wrong')).status).toBe(401);
    expect((await ask('/internal/binding-codes', { ...question, channel: 'fax' })).json).toMatchObject({ status: 422, code: 'inputInvalid', fields: [{ field: 'channel' }] });
    expect((await ask('/internal/binding-codes', { ...question, credentialNo: '110105194912310021' })).json).toMatchObject({ code: 'inputInvalid', fields: [{ field: 'credentialNo', rule: 'checkDigit' }] });
    expect((await ask('/internal/kill-switches', { department: 'nobody', reason: null })).json).toMatchObject({ code: 'inputInvalid', fields: [{ field: 'department' }] });
  });
  test.each([['counter', 'L3'], ['telephone', 'L2']])('takes the channel %s as the hall page names it, and its code gives %s', async (channel, level) => {
    const { json } = await ask('/internal/binding-codes', { ...question, channel });
    const session = await gateway.session('L1');
    expect((await session.call({ method: 'POST', path: '/identity/bind', body: { code: json['code'] } })).json?.data).toMatchObject({ level });
    expect((await session.call({ method: 'POST', path: '/identity/bind', body: { code: json['code'] } })).json).toMatchObject({ code: 'bindingCodeSpent' });
  });
});

describe('drafts', () => {
  test("someone else's draft is not found, for saving and for discarding", async () => {
    const [mine, other] = [await gateway.session('L2'), await gateway.session('L2')];
    const { draftId, version } = await openDraft(mine);
    expect((await other.call({ method: 'POST', path: '/drafts/save', body: { draftId, version, content: {} } })).json).toMatchObject({ status: 404, code: 'notFound' });
    expect((await other.call({ method: 'POST', path: '/drafts/discard', body: { draftId } })).json).toMatchObject({ code: 'notFound' });
    expect((await mine.call({ method: 'POST', path: '/drafts/discard', body: { draftId } })).status).toBe(200);
  });
  test('an older version is a conflict and changes nothing', async () => {
    const session = await gateway.session('L2');
    const { draftId, version } = await openDraft(session);
    const save = (words: string, at: number) => session.call({ method: 'POST', path: '/drafts/save', body: { draftId, version: at, content: { words } } });
    expect((await save('第一稿', version)).json?.data).toMatchObject({ version: version + 1, content: { words: '第一稿' } });
    expect((await save('第二稿', version)).json).toMatchObject({ status: 409, code: 'draftConflict' });
    expect(await openDraft(session)).toMatchObject({ draftId, content: { words: '第一稿' } });
  });
  test('the content lies sealed in the database', async () => {
    const session = await gateway.session('L2');
    const { draftId, version } = await openDraft(session);
    await session.call({ method: 'POST', path: '/drafts/save', body: { draftId, version, content: { words: '不可明文保存' } } });
    const { rows } = await gateway.storage.executeSql('select sealed from drafts where draft_id = $1', [draftId]);
    expect(JSON.stringify(rows)).not.toContain('不可明文保存');
  });
});

describe('checkRequests.create', () => {
  test("someone else's draft cannot be submitted", async () => {
    const { draftId } = await openDraft(await gateway.session('L2'));
    expect((await (await gateway.session('L2')).call({ method: 'POST', path: '/check-requests/create', body: doubt(draftId) })).json).toMatchObject({ code: 'notFound' });
  });
  test('a date of data in the future is named', async () => {
    const session = await gateway.session('L2');
    const { draftId } = await openDraft(session);
    const reply = await session.call({ method: 'POST', path: '/check-requests/create', body: { ...doubt(draftId), dataDate: '2999-01-01' } });
    expect(reply.json?.fields).toEqual([{ field: 'dataDate', rule: 'futureDate', message: '数据日期不能晚于今天' }]);
  });
  test('is received once, closes its draft and sends one message, however often it is pressed', async () => {
    const session = await gateway.session('L2');
    const { draftId } = await openDraft(session);
    const press = () => session.call({ method: 'POST', path: '/check-requests/create', body: doubt(draftId), key: randomUUID() });
    const replies = await Promise.all([press(), press(), press()]);
    const numbers = new Set([...replies, await press()].map((one) => (one.json?.data as { requestNo?: string } | undefined)?.requestNo));
    expect(numbers.size).toBe(1);
    expect([...numbers][0]).toMatch(/^CR\d{18}$/);
    expect((await session.call({ method: 'POST', path: '/check-requests/create', body: doubt(draftId, '换了一种说法再提交一次') })).json).toMatchObject({ status: 409, code: 'keyReused' });
    const messages = (await session.call({ method: 'POST', path: '/messages/list', body: { page: 1 } })).json?.data as { unread: number; messages: { kind: string; messageId: string }[] };
    expect(messages.messages.filter((one) => one.kind === 'checkRequestReceived')).toHaveLength(1);
    const other = await gateway.session('L2');
    const messageId = messages.messages[0]?.messageId;
    expect((await other.call({ method: 'POST', path: '/messages/read', body: { messageId } })).json).toMatchObject({ code: 'notFound' });
    expect((await session.call({ method: 'POST', path: '/messages/read', body: { messageId } })).status).toBe(200);
    expect((await openDraft(session)).draftId).not.toBe(draftId);
  });
});

describe('account.delete', () => {
  test('ends the session and everything that was ours', async () => {
    const session = await gateway.session('L3');
    await openDraft(session);
    const reply = await session.call({ method: 'POST', path: '/account/delete', body: { confirm: '注销账户' } });
    expect(reply.json?.data).toMatchObject({ receiptNo: expect.any(String), kept: expect.any(Array) });
    expect((await session.call({ method: 'GET', path: '/account/me' })).json).toMatchObject({ status: 401, code: 'sessionRevoked' });
  });
});

describe('the audit', () => {
  test('has every call after the session step, refusals too, and holds together', async () => {
    await gateway.audit.seal();
    const { rows } = await gateway.storage.executeSql("select count(*) filter (where kind = 'refusal')::int as refusals, count(*)::int as n from audit_rows");
    expect(rows[0]?.['refusals']).toBeGreaterThan(5);
    expect(await gateway.audit.verify()).toMatchObject({ ok: true });
  });
});
