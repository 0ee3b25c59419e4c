import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import type { DepartmentCall, DepartmentContext, DepartmentReply } from '../../../contract/department.ts';
import { socialSecurityQualification } from '../operations/qualification.ts';
import { rsFeed } from './feed.ts';
import { confirmByData, confirmByFace, qualification, qualificationDueOn } from './qualification.ts';

const calls: DepartmentCall[] = [];
const contextOf = (reply: DepartmentReply): DepartmentContext => ({
  traceId: 't', now: new Date('2026-11-22T17:00:00Z'), person: { name: '张三', credentialType: 'residentId', credentialNo: '11010519491231002X' },
  client: () => ({ call: async (call) => { calls.push(call); return reply; } }),
});
const said = (code: string, data: unknown = null): DepartmentReply => ({ ok: true, code, message: '', data, dataTime: '2026-11-21' });
const standing = { state: '1', next_due: '2026-12-31', opens_on: '2026-10-02', last: { receipt_no: 'ZG20251201000001', confirmed_on: '2025-12-01', way: '1' } };

describe('status of eligibility', () => {
  test.each([
    ['a date that is none', { ...standing, next_due: '2026-13-01' }], ['only a month', { ...standing, next_due: '2026-12' }],
    ['no state', { ...standing, state: undefined }], ['a receipt without number', { ...standing, last: { ...standing.last, receipt_no: '' } }],
  ])('%s is garbled', async (_what, data) => {
    expect(await qualification(contextOf(said('0', data)), {})).toMatchObject({ ok: false, code: 'departmentGarbled' });
  });
  test('who has no record there has nothing to confirm', async () => {
    expect(await qualification(contextOf(said('E-203')), {})).toMatchObject({ ok: true, data: { state: 'notRetired', nextDue: null, last: null } });
  });
  test.each([['0', 'notRetired'], ['1', 'due'], ['2', 'notDueYet'], ['3', 'done'], ['4', 'overdue'], ['9', 'other']])('code %s is %s, with words', async (state, key) => {
    const outcome = await qualification(contextOf(said('0', { ...standing, state })), {});
    expect(outcome).toMatchObject({ ok: true, data: { state: key, stateText: expect.stringMatching(/[\u4e00-\u9fff]/), nextDue: '2026-12-31', last: { way: 'data' } } });
    expect(v.safeParse(socialSecurityQualification.output, outcome.ok ? outcome.data : null).success).toBe(true);
  });
  test('the date for reminders is the department\'s, or none', async () => {
    expect(await qualificationDueOn(contextOf(said('0', standing)))).toEqual({ ok: true, dueOn: '2026-12-31' });
    expect(await qualificationDueOn(contextOf(said('E-203')))).toEqual({ ok: true, dueOn: null });
    expect(await qualificationDueOn(contextOf({ ok: false, fault: 'timeout' }))).toMatchObject({ code: 'departmentTimeout' });
  });
});

describe('confirming', () => {
  test.each([
    ['E-301', 'qualificationNotRetired'], ['E-302', 'qualificationNotDue'], ['E-303', 'qualificationNoMatch'], ['E-202', 'personDeceased'], ['E-201', 'personUnknownToDepartment'], ['E-999', 'departmentGarbled'],
  ])('%s is %s', async (code, problem) => {
    expect(await confirmByData.perform(contextOf(said(code)), {} as never)).toMatchObject({ ok: false, code: problem, department: 'rs' });
  });
  const receipt = { receipt_no: 'ZG20261122000001', confirmed_on: '2026-11-22', way: '1', next_due: '2027-12-31', repeated: false };
  test('gives the receipt, the next date and a message; done again it gives the same receipt without a message', async () => {
    const first = await confirmByData.perform(contextOf(said('0', receipt)), {} as never);
    expect(first).toEqual({
      ok: true, reference: 'ZG20261122000001', dueDate: { topic: 'socialSecurity.qualificationDue', dueOn: '2027-12-31' },
      notice: { kind: 'qualificationConfirmed', params: { receiptNo: 'ZG20261122000001', dueOn: '2027-12-31' } },
    });
    const again = await confirmByData.perform(contextOf(said('0', { ...receipt, repeated: true })), {} as never);
    expect(again).toMatchObject({ ok: true, reference: 'ZG20261122000001' });
    expect(again).not.toHaveProperty('notice');
  });
  test('the way is said, a picture is not', async () => {
    calls.length = 0;
    await confirmByData.perform(contextOf(said('0', receipt)), {} as never);
    await confirmByFace.perform(contextOf(said('0', receipt)), {} as never);
    expect(calls.map((one) => one.body?.way)).toEqual(['1', '2']);
    for (const { body } of calls) expect(Object.keys(body ?? {}).sort()).toEqual(['aac002', 'aac003', 'aac058', 'way']);
  });
});

describe('entries of the feed', () => {
  const item = (type: string, payload: Record<string, unknown>) => ({ seq: 1, type, credentialNo: '11010519491231002X', occurredOn: '2026-11-20', payload });
  test.each([['gap', {}], ['gap', { aae140: '110', aae003: '2026-13' }], ['gap', { aae140: 110, aae003: '202610' }], ['unknown', { aae140: '110', aae003: '202610' }], ['qualification_due', { next_due: 'soon' }]])('%s %j tells nobody anything', (type, payload) => {
    expect(rsFeed.read(item(type, payload))).toBeNull();
  });
  test('a gap is named by insurance and first month, and its amounts are not even looked at', () => {
    expect(rsFeed.read(item('gap', { aae140: '110', aae003: '202610', aae022: '1234.56' }))).toEqual({
      kind: 'alert', topic: 'socialSecurity.gap', event: '110|2026-10', params: { insurance: '110', month: '2026-10' },
    });
  });
  test('a due date is a date and nothing else', () => {
    expect(rsFeed.read(item('qualification_due', { next_due: '2026-12-31' }))).toEqual({ kind: 'due', topic: 'socialSecurity.qualificationDue', dueOn: '2026-12-31' });
  });
  test.each([[{ ok: false, fault: 'timeout' } as const, 'timeout'], [said('E-101'), 'garbled'], [said('0', { items: 'none' }), 'garbled'], [said('0', null), 'garbled']])('an answer that is no page is a fault', async (reply, fault) => {
    expect(await rsFeed.pull({ call: async () => reply }, '')).toEqual({ ok: false, fault });
  });
  test('entries that nobody can read are counted and left out, the others stay', async () => {
    const good = { seq: 7, type: 'gap', number: '11010519491231002X', name: '张三', occurred_on: '2026-11-20', payload: {} };
    const reply = await rsFeed.pull({ call: async () => said('0', { cursor: '', items: [null, { ...good, seq: 'x' }, good, { ...good, occurred_on: '20 Nov' }], next: 'c3' }) }, '');
    expect(reply).toMatchObject({ ok: true, page: { unreadable: 3, next: 'c3', items: [{ seq: 7, credentialNo: '11010519491231002X' }] } });
    expect(JSON.stringify(reply)).not.toContain('张三');
  });
});
