import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { createCodeBook } from '../code-book.ts';
import type { Faults } from '../faults.ts';
import type { CityPerson } from '../person.ts';
import type { ReceivedMessages } from '../received-messages.ts';
import { weixinError } from './answers.ts';
import type { WeixinErrorCode } from './answers.ts';
import { createWeixinFace, faceOutcomes } from './face.ts';
import { checkRealName, readQuestion } from './real-name.ts';
import { sendSubscribeMessage, weixinTemplates } from './subscribe.ts';
import { createWeixinTokens } from './tokens.ts';

export interface WeixinOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly people: readonly CityPerson[];
  readonly faults: Faults;
  readonly now: () => number;
  readonly received: ReceivedMessages;
}

/** Login and real-name codes live five minutes. */
const codeLife = 300_000;

type Fields = Readonly<Record<string, unknown>>;

function asFields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** api.weixin.qq.com under `/weixin`, and what happens on a person's phone under `/weixin-device`. */
export function mountWeixin(app: FastifyInstance, options: WeixinOptions): void {
  const { people, faults, now, received } = options;
  const tokens = createWeixinTokens(now);
  const loginCodes = createCodeBook<string>(codeLife, now, (hex) => `0${hex.slice(0, 31)}`);
  // Ends in %3D as seen in the field: the caller must pass it on exactly as given.
  const realNameCodes = createCodeBook<string>(codeLife, now, (hex) => `${hex}%3D`);
  const face = createWeixinFace(people, now);
  const personById = (id: unknown): CityPerson | undefined => people.find((person) => person.id === id);
  let realNameAnswers = 0;

  const refuse = (reply: FastifyReply, code: WeixinErrorCode): FastifyReply => reply.send(weixinError(code));
  const wrongApp = (appId: unknown, secret: unknown): WeixinErrorCode | null => {
    if (!appId) return 41002;
    if (!secret) return 41004;
    if (appId !== options.appId) return 40013;
    return secret === options.appSecret ? null : 40125;
  };
  /** The token check of every token API, with its two faults. */
  const wrongToken = (token: unknown): WeixinErrorCode | null => {
    if (faults.active('weixin', 'reject-signature')) return 40001;
    if (faults.active('weixin', 'key-expired')) return 42001;
    return tokens.check(typeof token === 'string' ? token : undefined)?.errcode ?? null;
  };

  app.register(async (weixin) => {
    // Bodies arrive as text: WeChat ignores the content type and answers 47001 when the text is not JSON.
    weixin.removeAllContentTypeParsers();
    weixin.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
      try {
        done(null, asFields(JSON.parse(String(body))));
      } catch {
        done(null, null);
      }
    });

    weixin.get<{ Querystring: Fields }>('/sns/jscode2session', async (request, reply) => {
      const { appid, secret, js_code: code, grant_type: grant } = request.query;
      const wrong = wrongApp(appid, secret);
      if (wrong !== null) return refuse(reply, wrong);
      if (faults.active('weixin', 'busy')) return refuse(reply, -1);
      if (grant !== 'authorization_code') return refuse(reply, 40002);
      if (typeof code !== 'string' || !code) return refuse(reply, 41008);
      const openid = loginCodes.spend(code);
      if (openid === null) return refuse(reply, 40029);
      const session_key = randomBytes(16).toString('base64');
      if (faults.active('weixin', 'odd-data')) return reply.send({ session_key, openid: null });
      return reply.send({ session_key, openid });
    });

    weixin.post('/cgi-bin/stable_token', async (request, reply) => {
      const body = asFields(request.body);
      if (!body) return refuse(reply, 47001);
      const wrong = wrongApp(body.appid, body.secret);
      if (wrong !== null) return refuse(reply, wrong);
      if (faults.active('weixin', 'busy')) return refuse(reply, -1);
      if (body.grant_type !== 'client_credential') return refuse(reply, 40002);
      return reply.send(tokens.stable(body.force_refresh === true));
    });
    weixin.get('/cgi-bin/stable_token', async (_request, reply) => refuse(reply, 43002));

    weixin.get<{ Querystring: Fields }>('/cgi-bin/token', async (request, reply) => {
      const wrong = wrongApp(request.query.appid, request.query.secret);
      if (wrong !== null) return refuse(reply, wrong);
      if (faults.active('weixin', 'busy')) return refuse(reply, -1);
      if (request.query.grant_type !== 'client_credential') return refuse(reply, 40002);
      return reply.send(tokens.classic());
    });

    weixin.post<{ Querystring: Fields }>('/intp/realname/checkrealnameinfo', async (request, reply) => {
      const wrong = wrongToken(request.query.access_token);
      if (wrong !== null) return refuse(reply, wrong);
      if (faults.active('weixin', 'busy')) return refuse(reply, -1);
      const body = asFields(request.body);
      if (!body) return refuse(reply, 47001);
      const question = readQuestion(body);
      if (!question) return refuse(reply, 40097);
      const person = personById(realNameCodes.spend(question.code));
      if (!person) return refuse(reply, 80113);
      realNameAnswers += 1;
      const answer = checkRealName(person, question, realNameAnswers % 2 === 0);
      if (faults.active('weixin', 'odd-data')) return reply.send({ ...answer, verify_openid: 'V_OP_XX', verify_real_name: null });
      return reply.send(answer);
    });
    weixin.post<{ Querystring: Fields }>('/cgi-bin/message/subscribe/send', async (request, reply) => {
      const wrong = wrongToken(request.query.access_token);
      if (wrong !== null) return refuse(reply, wrong);
      if (faults.active('weixin', 'busy')) return refuse(reply, -1);
      const body = asFields(request.body);
      if (!body) return refuse(reply, 47001);
      if (faults.active('weixin', 'odd-data')) return reply.send(weixinError(47003, ' data.thing1.value is invalid'));
      const failed = sendSubscribeMessage(body, people, received);
      if (!failed) return reply.send({ errcode: 0, errmsg: 'ok' });
      return reply.send(weixinError(failed.code, failed.place ? ` data.${failed.place}.value is invalid` : ''));
    });
    weixin.get('/intp/realname/checkrealnameinfo', async (_request, reply) => refuse(reply, 43002));

    for (const [path, answer] of [['getverifyid', face.getVerifyId], ['queryverifyinfo', face.query]] as const) {
      weixin.post<{ Querystring: Fields }>(`/cityservice/face/identify/${path}`, async (request, reply) => {
        const wrong = wrongToken(request.query.access_token);
        if (wrong !== null) return refuse(reply, wrong);
        if (faults.active('weixin', 'busy')) return refuse(reply, -1);
        const body = asFields(request.body);
        if (!body) return refuse(reply, 47001);
        const told = answer(body);
        return reply.send(faults.active('weixin', 'odd-data') ? { ...told, verify_id: null, verify_ret: '10000' } : told);
      });
      weixin.get(`/cityservice/face/identify/${path}`, async (_request, reply) => refuse(reply, 43002));
    }
  }, { prefix: '/weixin' });

  const onPhone = (body: unknown, reply: FastifyReply): CityPerson | null => {
    const person = personById(asFields(body)?.personId);
    if (person?.weixin) return person;
    reply.code(404);
    return null;
  };
  const nobody = { error: 'this person is unknown or has no WeChat account' };

  app.post('/weixin-device/login', async (request, reply) => {
    const person = onPhone(request.body, reply);
    return person?.weixin ? { code: loginCodes.issue(person.weixin.openid) } : nobody;
  });

  // `cancel: true` is a person who turns back; `shape: "text"` gives the documented shape, otherwise the one met in the field.
  app.post('/weixin-device/realname', async (request, reply) => {
    const person = onPhone(request.body, reply);
    if (!person) return nobody;
    const { cancel, shape } = asFields(request.body) ?? {};
    if (cancel === true) return { cancelled: true };
    const code = realNameCodes.issue(person.id);
    return { extraData: { code: shape === 'text' ? code : { auth_code: code } } };
  });

  // The host's own question "may this mini-program send you …": the person's answer by template.
  app.post('/weixin-device/subscribe', async (request, reply) => {
    const person = onPhone(request.body, reply);
    if (!person) return nobody;
    const answers = asFields(asFields(request.body)?.answers) ?? {};
    for (const [templateId, answer] of Object.entries(answers)) {
      if (!Object.hasOwn(weixinTemplates, templateId)) return { errCode: 20001, errMsg: 'No template data return, verify the template id exist' };
      received.answer('weixin', person.id, templateId, answer === 'accept');
    }
    return { ok: true };
  });

  // `wx.checkIsSupportFacialRecognition`: 0, or the number of a phone that cannot.
  app.post('/weixin-device/face-support', async () => ({ errCode: faults.active('weixin', 'too-old') ? 90001 : 0 }));

  // `outcome` is what the person does; the answer is what the phone is told, which proves nothing.
  app.post('/weixin-device/face', async (request, reply) => {
    const person = onPhone(request.body, reply);
    if (!person) return nobody;
    const { verifyId, outcome } = asFields(request.body) ?? {};
    const split = faults.active('weixin', 'phone-only') ? 'phone-only' : faults.active('weixin', 'server-only') ? 'server-only' : null;
    return face.perform(verifyId, person, faceOutcomes.find((one) => one === outcome) ?? 'passed', split);
  });
}
