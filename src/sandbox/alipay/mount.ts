import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Faults } from '../faults.ts';
import { escapeHtml, htmlPage, problemBox } from '../page.ts';
import type { CityPerson } from '../person.ts';
import type { ReceivedMessages } from '../received-messages.ts';
import { createAlipayAccounts } from './accounts.ts';
import type { IdMode } from './accounts.ts';
import { failure, rootOf, sealAnswer } from './answers.ts';
import type { Node, Sealing } from './answers.ts';
import { createAlipayCertVerify } from './cert-verify.ts';
import { createAlipayCertify, pageMethod } from './certify.ts';
import { mountAlipayDevice } from './device.ts';
import { shareInfo } from './info-share.ts';
import { readRequest } from './request.ts';
import type { AlipayRequest, RequestRules } from './request.ts';
import { readPublicKey } from './signing.ts';
import { sendTemplateMessage } from './template-message.ts';

export interface AlipayOptions {
  readonly appId: string;
  /** PEM or bare base64; null until it is registered with `setAppKey`. */
  readonly appPublicKey: string | null;
  /** Base64 of 16 bytes, or null for an app without content encryption. */
  readonly aesKey: string | null;
  readonly idMode: IdMode;
  /** Alipay's own private key, PEM; a fresh pair when left out. */
  readonly privateKeyPem?: string;
  readonly people: readonly CityPerson[];
  readonly faults: Faults;
  readonly now: () => number;
  readonly received: ReceivedMessages;
}

export interface AlipayStandIn {
  /** Alipay's public key, PEM (SPKI): what the gateway checks answers with. */
  readonly publicKeyPem: string;
  /** Registers the app's public key, as one does in Alipay's console. Throws when the text is no key. */
  setAppKey(text: string): void;
}

/** gateway.do under `/alipay`, and what happens on a person's phone beside it. */
export function mountAlipay(app: FastifyInstance, options: AlipayOptions): AlipayStandIn {
  const { people, faults, now, received } = options;
  const makeKeys = (): { privateKey: KeyObject; publicKey: KeyObject } => generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys =
    options.privateKeyPem === undefined
      ? makeKeys()
      : { privateKey: createPrivateKey(options.privateKeyPem), publicKey: createPublicKey(options.privateKeyPem) };
  let appKey = options.appPublicKey === null ? null : readPublicKey(options.appPublicKey);
  const accounts = createAlipayAccounts(people, options.idMode, now);
  const certify = createAlipayCertify(now);
  const certVerify = createAlipayCertVerify(people, now);

  const rules = (): RequestRules => {
    const skew = faults.active('alipay', 'clock-skew');
    return {
      appId: options.appId,
      appKey,
      aesKey: options.aesKey,
      now: now() + (skew ? (skew.ms ?? 3_600_000) : 0),
      rejectSignature: faults.active('alipay', 'reject-signature') !== null,
    };
  };

  const perform = (request: AlipayRequest): Node | null => {
    switch (request.method) {
      case 'alipay.system.oauth.token':
        return accounts.token(request.params);
      case 'alipay.user.certify.open.initialize':
        return certify.initialize(request.biz);
      case 'alipay.user.certify.open.query':
        return certify.query(request.biz);
      case 'alipay.user.certdoc.certverify.preconsult':
        return certVerify.preconsult(request.biz);
      case 'alipay.user.certdoc.certverify.consult': {
        const grant = accounts.grantOf(request.params.auth_token);
        return 'refusal' in grant ? grant.refusal : certVerify.consult(request.biz, grant);
      }
      case 'alipay.open.app.mini.templatemessage.send':
        return sendTemplateMessage(request.biz, people, received);
      case 'alipay.user.info.share': {
        const grant = accounts.grantOf(request.params.auth_token);
        return 'refusal' in grant ? grant.refusal : shareInfo(people, grant, !faults.active('alipay', 'too-old'));
      }
      default:
        return null;
    }
  };

  /** Takes members away or gives them values that nobody documented. */
  const odd = (node: Node): Node => {
    if ('passed' in node) return { ...node, passed: 'MAYBE' };
    if ('access_token' in node) return { ...node, user_id: undefined, open_id: undefined };
    return { code: node.code, msg: node.msg };
  };

  const sealing = (encrypted: boolean): Sealing => {
    const tampered = faults.active('alipay', 'tamper-answer');
    const key = faults.active('alipay', 'key-expired') ? makeKeys().privateKey : keys.privateKey;
    const fault = faults.active('alipay', 'unsigned-answer')
      ? 'unsigned'
      : tampered && (tampered.detail === 'reserialised' ? 'reserialised' : 'tampered');
    return {
      key,
      ...(encrypted && options.aesKey !== null ? { aesKey: options.aesKey } : {}),
      ...(fault ? { fault } : {}),
    };
  };

  /** @returns the whole answer text of one call */
  const answer = (params: Readonly<Record<string, string>>): string => {
    const request = readRequest(params, rules());
    if ('refusal' in request) {
      const root = params.method ? rootOf(params.method) : 'error_response';
      const seal = sealing(false);
      return sealAnswer(request.signed ? root : 'error_response', request.refusal, request.signed ? seal : { ...seal, fault: 'unsigned' });
    }
    if (faults.active('alipay', 'busy')) {
      return sealAnswer(rootOf(request.method), failure('20000', 'aop.unknow-error', '系统繁忙'), sealing(false));
    }
    const node = perform(request);
    if (node === null) {
      return sealAnswer('error_response', failure('40004', 'isv.invalid-method', '不存在的方法名'), sealing(false));
    }
    const told = faults.active('alipay', 'odd-data') ? odd(node) : node;
    return sealAnswer(rootOf(request.method), told, sealing(request.encrypted));
  };

  /** The page behind the signed URL that the client opens; on a phone the app draws this screen itself. */
  const certifyPage = (params: Readonly<Record<string, string>>): string => {
    const page = (body: string): string => htmlPage({ title: '身份验证', lead: '支付宝演示页面', body });
    const request = readRequest(params, rules());
    if ('refusal' in request) return page(problemBox(`${String(request.refusal.sub_code)}:${String(request.refusal.sub_msg)}`));
    const certification = certify.find(request.biz.certify_id);
    if (!certification) return page(problemBox('这次认证已经失效,请返回后重新开始。'));
    const who = escapeHtml(`${certification.name.slice(0, 1)}${'*'.repeat(Math.max(1, [...certification.name].length - 1))}`);
    return page(`<section class="card"><h2>为 ${who} 验证身份</h2><p>真机上,这里由支付宝完成人脸验证。演示城市用设备接口代替。</p></section>`);
  };

  app.register(async (alipay) => {
    alipay.removeAllContentTypeParsers();
    alipay.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))));
    });
    alipay.route<{ Querystring: Record<string, string>; Body: Record<string, string> | undefined }>({
      method: ['GET', 'POST'],
      url: '/gateway.do',
      handler: async (request, reply) => {
        const [, query = ''] = request.url.split('?');
        const params = { ...Object.fromEntries(new URLSearchParams(query)), ...request.body };
        reply.header('trace_id', request.id);
        if (params.method === pageMethod) return reply.type('text/html; charset=utf-8').send(certifyPage(params));
        return reply.type('text/html;charset=utf-8').send(answer(params));
      },
    });
  }, { prefix: '/alipay' });

  mountAlipayDevice(app, { people, accounts, certify, faults, rules, received });

  return {
    publicKeyPem: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    setAppKey: (text) => {
      appKey = readPublicKey(text);
    },
  };
}
