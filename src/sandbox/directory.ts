import type { FastifyInstance } from 'fastify';
import { escapeHtml, htmlPage } from './page.ts';
import { credentialNames } from './person.ts';
import type { CityPerson } from './person.ts';

function row(person: CityPerson): string {
  const cells = [
    person.id,
    person.name,
    [person.label, person.note].filter(Boolean).join('。'),
    credentialNames[person.credentialType],
    person.credentialNo,
    person.unifiedIdentity === false ? '无账号' : (['初级', '中级', '高级'][person.identityLevel - 1] ?? ''),
    person.weixin ? { verified: '已实名', none: '未实名', mismatch: '实名不符' }[person.weixin.realName] : '无账号',
    person.alipay ? { pass: '人脸可通过', fail: '人脸不通过' }[person.alipay.certifyOutcome] : '无账号',
  ];
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
}

/** `/people`: the demo people as JSON, or as a page for a browser (`Accept: text/html`). */
export function mountDirectory(app: FastifyInstance, people: readonly CityPerson[]): void {
  app.get('/people', async (request, reply) => {
    if (!(request.headers.accept ?? '').includes('text/html')) return { people };
    const heads = ['编号', '姓名', '看点与应见画面', '证件', '证件号码', '统一身份等级', '微信', '支付宝'];
    const head = heads.map((text) => `<th scope="col">${text}</th>`).join('');
    const body = `<section class="card" tabindex="0" aria-label="演示人员表" style="overflow-x:auto"><table><thead><tr>${head}</tr></thead><tbody>${people.map(row).join('')}</tbody></table></section>`;
    return reply
      .type('text/html; charset=utf-8')
      .send(htmlPage({ title: '演示人员', lead: '演示城市里的居民,全部虚构', body, wide: true }));
  });
}
