import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { createTickets, type Tickets } from '../../src/gateway/files/tickets.ts';
import type { OpenedSession } from '../../src/gateway/http/session.ts';
import { startTestGateway, type TestGateway } from './support/gateway.ts';
import type { TestSession } from './support/session.ts';

/** Files travel by one-use tickets: everything that a ticket does not allow is refused with one and the same problem. */
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(5000)]);
const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const sm3 = (bytes: Uint8Array) => createHash('sm3').update(bytes).digest('hex');
let served = pdf;
let opened = 0;
let gateway: TestGateway;
let tickets: Tickets;
let later = 0;

beforeAll(async () => {
  gateway = await startTestGateway({
    now: () => new Date(Date.now() + later),
    fileSources: { 'account.me': { department: null, purpose: null, open: async () => { opened += 1; return { ok: true, bytes: served, contentType: 'application/pdf', name: 'document.pdf' }; } } },
  });
  tickets = createTickets(gateway.storage, gateway.keys);
}, 60_000);
afterAll(() => gateway?.end());

const openedOf = async (session: TestSession) => (await gateway.identity.tokens.open(session.grant.token, new Date())) as OpenedSession;
async function drawn(session: TestSession, more: Partial<Parameters<Tickets['draw']>[2]> = {}): Promise<string> {
  const view = await openedOf(session);
  const now = new Date();
  const id = await gateway.storage.transaction((tx) => tickets.draw(tx, view, { operation: 'account.me', direction: 'download', objectRef: 'x', size: pdf.length, digest: sm3(pdf), ...more }, now));
  const shown = await tickets.show(id, now);
  if (!shown.ok) throw new Error('no ticket');
  return shown.ticket.path;
}
const get = (path: string, session: TestSession | null) =>
  fetch(`${gateway.url}${path}`, session ? { headers: { authorization: `Bearer ${session.grant.token}` } } : {});
const refused = async (answer: Response, code: string) => expect([answer.status, ((await answer.json()) as { code?: string }).code]).toEqual([code === 'departmentGarbled' ? 502 : 410, code]);

describe('a ticket for a file', () => {
  test('gives the file once, with its type, as something to save and never to keep in a cache', async () => {
    const session = await gateway.session('L1');
    const path = await drawn(session);
    const answer = await get(path, session);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition'), answer.headers.get('cache-control'), answer.headers.get('x-content-type-options')])
      .toEqual([200, 'application/pdf', 'attachment; filename="document.pdf"', 'no-store', 'nosniff']);
    expect(digestOf(new Uint8Array(await answer.arrayBuffer()))).toBe(digestOf(pdf));
    await refused(await get(path, session), 'ticketInvalid');
  });
  test('of somebody else, without a session, or of another session of the same person is refused and stays good for its owner', async () => {
    const person = { name: '测试人', credentialType: 'residentId', credentialNo: '11010519491231002X' } as const;
    const [mine, another, foreign] = [await gateway.session('L3', { person }), await gateway.session('L3', { person }), await gateway.session('L3')];
    const path = await drawn(mine);
    const before = opened;
    for (const one of [another, foreign, null]) await refused(await get(path, one), 'ticketInvalid');
    expect(opened).toBe(before);
    expect((await get(path, mine)).status).toBe(200);
  });
  test('that is over is refused, and the purge removes it', async () => {
    const session = await gateway.session('L1');
    const path = await drawn(session);
    later = 61_000;
    await refused(await get(path, session), 'ticketInvalid');
    later = 0;
  });
  test('asked for twice at once is honoured once', async () => {
    const session = await gateway.session('L1');
    const path = await drawn(session);
    const answers = await Promise.all([1, 2, 3, 4].map(() => get(path, session)));
    expect(answers.map((one) => one.status).sort()).toEqual([200, 410, 410, 410]);
  });
  test('with one changed letter, made up, or of the wrong direction is refused', async () => {
    const session = await gateway.session('L1');
    const path = await drawn(session);
    const last = path.endsWith('0') ? '1' : '0';
    for (const wrong of [path.slice(0, -1) + last, '/files/x', `/files/${'A'.repeat(22)}.${'0'.repeat(32)}`, '/files/..%2F..%2Fetc', await drawn(session, { direction: 'upload' })]) {
      await refused(await get(wrong, session), 'ticketInvalid');
    }
  });
  test('ends with its session', async () => {
    const session = await gateway.session('L2');
    const path = await drawn(session);
    expect((await session.call({ method: 'POST', path: '/session/end', body: {} })).status).toBe(200);
    await refused(await get(path, session), 'ticketInvalid');
  });
  test.each([['other bytes', Buffer.concat([pdf.subarray(0, 100), Buffer.from([1]), pdf.subarray(101)])], ['another size', pdf.subarray(0, -1)]])('is not honoured with %s than promised', async (_what, bytes) => {
    const session = await gateway.session('L1');
    const path = await drawn(session);
    served = bytes as typeof pdf;
    await refused(await get(path, session), 'departmentGarbled');
    served = pdf;
  });
  test('leaves one line of audit: the file was read, by whom', async () => {
    const session = await gateway.session('L2');
    const { personRef } = await openedOf(session);
    await get(await drawn(session), session);
    const { rows } = await gateway.storage.executeSql('select operation, kind, outcome from audit_rows join audit_subjects using (subject_ref) where person_ref = $1', [personRef]);
    expect(rows).toContainEqual({ operation: 'account.me', kind: 'read', outcome: 'ok' });
  });
});

describe('an upload', () => {
  const open = async (session: TestSession, size: number) => (await session.call({ method: 'POST', path: '/files/open-upload', body: { size } })).json?.data as { ticket: { path: string } };
  const send = (path: string, session: TestSession, bytes: Uint8Array, field = 'file') => {
    const form = new FormData();
    form.append(field, new Blob([new Uint8Array(bytes)]), '参保证明.pdf');
    return fetch(`${gateway.url}${path}`, { method: 'POST', body: form, headers: { authorization: `Bearer ${session.grant.token}` } });
  };
  const code = async (answer: Response) => [answer.status, ((await answer.json()) as { code?: string }).code];

  test('is read, answered with its SM3 and forgotten, once', async () => {
    const session = await gateway.session('L1');
    const { ticket } = await open(session, pdf.length);
    const answer = await send(ticket.path, session, pdf);
    expect([answer.status, ((await answer.json()) as { data: object }).data]).toEqual([200, { digest: sm3(pdf), size: pdf.length }]);
    expect(await code(await send(ticket.path, session, pdf))).toEqual([410, 'ticketInvalid']);
  });
  test('of another session is refused', async () => {
    const { ticket } = await open(await gateway.session('L1'), pdf.length);
    expect(await code(await send(ticket.path, await gateway.session('L1'), pdf))).toEqual([410, 'ticketInvalid']);
  });
  test('of 10 MB is refused before it is asked for, and when it comes all the same', async () => {
    const session = await gateway.session('L1');
    const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(10 * 1024 * 1024)]);
    expect((await session.call({ method: 'POST', path: '/files/open-upload', body: { size: large.length } })).json?.code).toBe('inputInvalid');
    const { ticket } = await open(session, pdf.length);
    expect(await code(await send(ticket.path, session, large))).toEqual([413, 'bodyTooLarge']);
  });
  test('of something that only calls itself a PDF is refused by its content', async () => {
    const session = await gateway.session('L1');
    for (const bytes of [Buffer.from('<html>%PDF-1.7</html>'), Buffer.from(' %PDF-1.7'), Buffer.from('PK\x03\x04'), Buffer.from('%P')]) {
      const { ticket } = await open(session, 1000);
      expect(await code(await send(ticket.path, session, bytes))).toEqual([415, 'unsupportedMediaType']);
    }
  });
  test('that is no form, has another field or breaks off is refused', async () => {
    const session = await gateway.session('L1');
    const headers = { authorization: `Bearer ${session.grant.token}` };
    const wrong = async (init: RequestInit) => code(await fetch(`${gateway.url}${(await open(session, 1000)).ticket.path}`, { method: 'POST', ...init, headers: { ...headers, ...init.headers } }));
    expect(await wrong({ body: '{}', headers: { 'content-type': 'application/json' } })).toEqual([415, 'unsupportedMediaType']);
    expect(await wrong({ body: 'x', headers: { 'content-type': 'multipart/form-data' } })).toEqual([415, 'unsupportedMediaType']);
    expect(await wrong({ body: '--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7', headers: { 'content-type': 'multipart/form-data; boundary=b' } })).toEqual([400, 'malformedRequest']);
    expect(await code(await send((await open(session, 1000)).ticket.path, session, pdf.subarray(0, 900), 'other'))).toEqual([422, 'inputInvalid']);
  });
});
