import type { TopicDeclaration } from '../../contract/topic.ts';
import type { AlipayProtocol } from '../identity/alipay/client.ts';
import { jsonObject, type HostHttp } from '../identity/host-http.ts';
import type { WeixinConfig } from '../identity/weixin/client.ts';
import type { StableTokenSource } from '../identity/weixin/stable-token.ts';
import { composeAlipay, composeWeixin, type AlipayTemplate, type WeixinTemplate } from './compose.ts';

/**
 * What became of a message. `refused`: the person does not want it (any more). `bad`: it will never be taken as it is.
 * `later`: surely not sent, try again. `unknown`: it may have been sent, so it is never sent again.
 */
export type SendOutcome = { readonly kind: 'sent' } | { readonly kind: 'refused' | 'bad' | 'later' | 'unknown'; readonly fault: string };

/** Ids by which a host knows the person. */
export type HostIds = Readonly<Record<string, string | null>>;

/** Sends one message. Never throws for anything a host does. */
export interface NoticeSender {
  readonly kindOf: (topic: string) => { readonly id: string; readonly kind: 'oneTime' | 'longTerm' } | null;
  /** @param noticeId our own reference, goes along in the page's address: it says nothing of the person */
  send(ids: HostIds, topic: TopicDeclaration, at: Date, noticeId: string): Promise<SendOutcome>;
}

/** Without the slash, as both hosts want it. */
const pageOf = (topic: TopicDeclaration, noticeId: string) => `${topic.page.replace(/^\//, '')}?notice=${noticeId}`;

const tokenErrors = new Set([40001, 40014, 42001]);
/** Quotas and a busy host: the message was surely not taken. */
const laterErrors = new Set([-1, 45009, 45011]);

/** `POST /cgi-bin/message/subscribe/send`. */
export function weixinSender(
  { config, http, tokens, templates, state }: { config: WeixinConfig; http: HostHttp; tokens: StableTokenSource; templates: Readonly<Record<string, WeixinTemplate>>; state: string },
): NoticeSender {
  return {
    kindOf: (topic) => (Object.hasOwn(templates, topic) ? (templates[topic] ?? null) : null),
    async send(ids, topic, at, noticeId) {
      const template = templates[topic.id];
      if (!template) return { kind: 'bad', fault: 'noTemplate' };
      if (!ids.openid) return { kind: 'bad', fault: 'noHostId' };
      const composed = composeWeixin(template, topic, at);
      if (!composed.ok) return { kind: 'bad', fault: composed.rule };
      const body = JSON.stringify({
        touser: ids.openid, template_id: template.id, page: pageOf(topic, noticeId), miniprogram_state: state, lang: 'zh_CN', data: composed.data,
      });
      // A stale token is said before WeChat looks at the message, so one repeat with a new one cannot send twice.
      for (let attempt = 1; ; attempt += 1) {
        const token = await tokens.get();
        if (!token.ok) return { kind: 'later', fault: 'token' };
        const reply = await http(`${config.baseUrl}/cgi-bin/message/subscribe/send?access_token=${encodeURIComponent(token.token)}`, {
          method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8' }, body, timeoutMs: 2500,
        });
        if (!reply.ok) return reply.neverLeft ? { kind: 'later', fault: reply.fault } : { kind: 'unknown', fault: reply.fault };
        const code = jsonObject(reply.text)?.errcode;
        if (code === 0) return { kind: 'sent' };
        if (typeof code !== 'number') return { kind: 'unknown', fault: `http${reply.status}` };
        if (tokenErrors.has(code) && attempt === 1) {
          tokens.forget(token.token);
          continue;
        }
        const fault = String(code);
        if (code === 43101) return { kind: 'refused', fault };
        return { kind: laterErrors.has(code) || tokenErrors.has(code) ? 'later' : 'bad', fault };
      }
    },
  };
}

/** `alipay.open.app.mini.templatemessage.send`. */
export function alipaySender({ protocol, templates }: { protocol: AlipayProtocol; templates: Readonly<Record<string, AlipayTemplate>> }): NoticeSender {
  return {
    kindOf: (topic) => (Object.hasOwn(templates, topic) ? (templates[topic] ?? null) : null),
    async send(ids, topic, at, noticeId) {
      const template = templates[topic.id];
      if (!template) return { kind: 'bad', fault: 'noTemplate' };
      if (!ids.userId && !ids.openId) return { kind: 'bad', fault: 'noHostId' };
      const composed = composeAlipay(template, topic, at);
      if (!composed.ok) return { kind: 'bad', fault: composed.rule };
      const result = await protocol.call({
        method: 'alipay.open.app.mini.templatemessage.send',
        biz: {
          ...(ids.userId ? { to_user_id: ids.userId } : { to_open_id: ids.openId }),
          // `data` is JSON inside JSON, as the method wants it.
          user_template_id: template.id, page: pageOf(topic, noticeId), data: JSON.stringify(composed.data),
        },
      });
      if (!result.ok) return result.neverLeft ? { kind: 'later', fault: result.fault } : { kind: 'unknown', fault: result.fault };
      const { code, sub_code: subCode } = result.node;
      if (code === '10000') return { kind: 'sent' };
      const fault = typeof subCode === 'string' && /^[\w.-]{1,60}$/.test(subCode) ? subCode : String(code).slice(0, 20);
      if (code === '20000') return { kind: 'later', fault };
      return { kind: /SUBSCRIBE/i.test(fault) ? 'refused' : 'bad', fault };
    },
  };
}
