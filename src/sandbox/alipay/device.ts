import type { FastifyInstance } from 'fastify';
import type { Faults } from '../faults.ts';
import type { CityPerson } from '../person.ts';
import type { ReceivedMessages } from '../received-messages.ts';
import type { AlipayAccounts } from './accounts.ts';
import { pageMethod } from './certify.ts';
import type { AlipayCertify, Outcome } from './certify.ts';
import { readJsonObject, readRequest } from './request.ts';
import type { RequestRules } from './request.ts';
import { alipayTemplates } from './template-message.ts';

export interface AlipayPhone {
  readonly people: readonly CityPerson[];
  readonly accounts: AlipayAccounts;
  readonly certify: AlipayCertify;
  readonly received: ReceivedMessages;
  readonly faults: Faults;
  /** The gateway's rules of the moment, for signed addresses that the phone opens. */
  rules(): RequestRules;
}

/** What happens on a person's phone, under `/alipay-device`: no address of Alipay's. */
export function mountAlipayDevice(app: FastifyInstance, phone: AlipayPhone): void {
  const { people, accounts, certify, faults, rules, received } = phone;
  const onPhone = (fields: Readonly<Record<string, unknown>> | null): CityPerson | null =>
    people.find((person) => person.id === fields?.personId && person.alipay !== null) ?? null;
  const nobody = { error: 'this person is unknown or has no Alipay account' };

  app.post('/alipay-device/auth-code', async (request, reply) => {
    const fields = readJsonObject(request.body);
    const person = onPhone(fields);
    if (!person) return reply.code(404).send(nobody);
    const scopes = Array.isArray(fields?.scopes) ? fields.scopes.map(String) : ['auth_base'];
    const verifyId = typeof fields?.verifyId === 'string' ? { verifyId: fields.verifyId } : {};
    return reply.send({ authCode: accounts.authorise({ personId: person.id, scopes, ...verifyId }) });
  });

  // `url` is the signed page address that startAPVerify was given: checked when sent, as the phone would.
  app.post('/alipay-device/certify', async (request, reply) => {
    const fields = readJsonObject(request.body);
    const person = onPhone(fields);
    if (!person) return reply.code(404).send(nobody);
    const refused = (errorCode: string) => ({ resultStatus: '4000', result: { certifyId: fields?.certifyId ?? null, errorCode } });
    if (typeof fields?.url === 'string') {
      const [, query = ''] = fields.url.split('?');
      const opened = readRequest(Object.fromEntries(new URLSearchParams(query)), rules());
      if ('refusal' in opened) return refused(String(opened.refusal.sub_code));
      if (opened.method !== pageMethod || opened.biz.certify_id !== fields.certifyId) return refused('isv.invalid-parameter');
    }
    const certification = certify.find(fields?.certifyId);
    if (!certification) return refused('CERTIFY_ID_EXPIRED');
    const own: Outcome = person.alipay?.certifyOutcome ?? 'fail';
    const { outcome } = fields ?? {};
    const done = certify.perform(certification, person, outcome === 'pass' || outcome === 'leave' || outcome === 'fail' ? outcome : own);
    // Phone and server of one check that tell different stories; the product may believe only the server.
    if (faults.active('alipay', 'phone-only')) {
      certification.passed = false;
      return { resultStatus: '9000', result: { certifyId: certification.certifyId } };
    }
    if (faults.active('alipay', 'server-only')) {
      certification.passed = true;
      return refused('UNKNOWN');
    }
    return done;
  });

  // Alipay's own question about messages: `{subscribed, unsubscribed}` are lists of template ids.
  app.post('/alipay-device/subscribe', async (request, reply) => {
    const fields = readJsonObject(request.body);
    const person = onPhone(fields);
    if (!person) return reply.code(404).send(nobody);
    for (const [list, accepted] of [[fields?.subscribed, true], [fields?.unsubscribed, false]] as const) {
      for (const id of Array.isArray(list) ? list.map(String) : []) {
        if (!Object.hasOwn(alipayTemplates, id)) return reply.send({ error: 106008 });
        received.answer('alipay', person.id, id, accepted);
      }
    }
    return reply.send({ ok: true });
  });
}
