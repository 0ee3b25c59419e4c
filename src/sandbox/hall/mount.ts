import type { FastifyInstance } from 'fastify';
import { escapeHtml, htmlPage, problemBox } from '../page.ts';
import { credentialNames } from '../person.ts';
import type { CityPerson } from '../person.ts';

/** Where the hall gets its codes. */
export interface HallConnection {
  /** Origin of the gateway's internal listener, without a path. */
  readonly gatewayInternalUrl: string;
  readonly secret: string;
}

type Fields = Readonly<Record<string, string>>;

/** The clerk's question as the gateway wants it. */
interface CodeRequest {
  readonly name: string;
  readonly credentialType: string;
  readonly credentialNo: string;
  readonly channel: 'counter' | 'telephone';
}

type CodeOutcome = { readonly ok: true; readonly code: string; readonly expiresAt: string } | { readonly ok: false; readonly words: string };

async function askForCode(connection: HallConnection, question: CodeRequest): Promise<CodeOutcome> {
  const refused = (words: string): CodeOutcome => ({ ok: false, words });
  try {
    const response = await fetch(new URL('/internal/binding-codes', connection.gatewayInternalUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${connection.secret}` },
      body: JSON.stringify(question),
      signal: AbortSignal.timeout(5000),
    });
    const answer = (await response.json().catch(() => null)) as Readonly<Record<string, unknown>> | null;
    if (response.status === 401 || response.status === 403) return refused('网关没有认可本大厅的凭据,请检查大厅密钥是否一致。');
    if (response.status >= 500 || !answer) return refused(`网关暂时没有给出绑定码(状态 ${response.status}),请稍后再试。`);
    const { code, expiresAt, detail, title } = answer;
    if (response.ok && typeof code === 'string' && typeof expiresAt === 'string') return { ok: true, code, expiresAt };
    const said = [detail, title].find((text) => typeof text === 'string');
    return refused(`网关没有给出绑定码:${said ?? '请核对姓名、证件种类和证件号码'}。`);
  } catch {
    return refused('连不上网关的内部接口,请确认网关已经启动。');
  }
}

/** Local time of the city on the slip. */
function clockTime(instant: string): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? instant : new Date(at + 8 * 3_600_000).toISOString().slice(11, 16);
}

function slip(question: CodeRequest, outcome: CodeOutcome): string {
  if (!outcome.ok) return problemBox(outcome.words);
  const way = question.channel === 'counter' ? '柜台已核验证件原件' : '电话核验,未见证件原件';
  return `<section class="result" role="status"><h2>绑定码</h2><p class="big" id="binding-code">${escapeHtml(outcome.code)}</p>
<p>请交给 ${escapeHtml(question.name)} 本人,${escapeHtml(clockTime(outcome.expiresAt))} 前有效,只能用一次。${way}。</p></section>`;
}

function form(people: readonly CityPerson[], filled: Fields): string {
  const value = (name: string): string => escapeHtml(filled[name] ?? '');
  const kinds = Object.entries(credentialNames)
    .map(([kind, name]) => `<option value="${kind}"${filled.credentialType === kind ? ' selected' : ''}>${name}</option>`)
    .join('');
  const options = people
    .map((person) => `<option value="${escapeHtml(person.id)}"${filled.personId === person.id ? ' selected' : ''}>${escapeHtml(`${person.name} · ${person.label}`)}</option>`)
    .join('');
  return `<form class="card" method="get" action="/hall"><div class="field"><label for="personId">演示人员</label>
<select id="personId" name="personId"><option value="">自己填写</option>${options}</select>
<p class="hint">选一位后,下面会填上这个人证件上的内容</p></div><button class="plain" type="submit">填入证件内容</button></form>
<form class="card" method="post" action="/hall" autocomplete="off">
<div class="field"><label for="name">姓名</label><input type="text" id="name" name="name" required value="${value('name')}" aria-describedby="name-hint"><p class="hint" id="name-hint">照证件原件填写</p></div>
<div class="field"><label for="credentialType">证件种类</label><select id="credentialType" name="credentialType">${kinds}</select></div>
<div class="field"><label for="credentialNo">证件号码</label><input type="text" id="credentialNo" name="credentialNo" required value="${value('credentialNo')}"></div>
<button type="submit" name="channel" value="counter">已核验原件,发绑定码</button>
<button class="plain" type="submit" name="channel" value="telephone">电话核验,发绑定码</button></form>`;
}

/**
 * The counter of a service hall under `/hall`: the clerk reads a document and hands out a binding code.
 * @param connection asked at each press, so that hall and gateway can start in either order; null when there is none
 */
export function mountHall(app: FastifyInstance, people: readonly CityPerson[], connection: () => HallConnection | null): void {
  const page = (body: string): string => htmlPage({ title: '政务服务大厅 · 身份核验台', lead: '工作人员核验证件后,为办事人发放绑定码', body });

  app.register(async (hall) => {
    hall.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))));
    });
    hall.get<{ Querystring: Fields }>('/hall', async (request, reply) => {
      const person = people.find((candidate) => candidate.id === request.query.personId);
      const filled: Fields = person
        ? { personId: person.id, name: person.name, credentialType: person.credentialType, credentialNo: person.credentialNo }
        : {};
      return reply.type('text/html; charset=utf-8').send(page(form(people, filled)));
    });
    hall.post<{ Body: Fields | undefined }>('/hall', async (request, reply) => {
      const { name = '', credentialType = '', credentialNo = '', channel } = request.body ?? {};
      const question: CodeRequest = { name: name.trim(), credentialType, credentialNo: credentialNo.trim(), channel: channel === 'telephone' ? 'telephone' : 'counter' };
      const desk = connection();
      const outcome: CodeOutcome = desk ? await askForCode(desk, question) : { ok: false, words: '大厅还没有接上网关:缺少网关内部地址或大厅密钥。' };
      return reply
        .code(outcome.ok ? 200 : 422)
        .type('text/html; charset=utf-8')
        .send(page(`${slip(question, outcome)}${form(people, request.body ?? {})}`));
    });
  });
}
