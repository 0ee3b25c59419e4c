import type { DocumentVerdict, Verdict } from '../../contract/documents.ts';
import { escapeHtml } from './layout.ts';

interface Words {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly sign: string;
  readonly title: string;
  readonly detail: string;
}

/** What the verdict means for whoever was given the document, and what to do next. */
export const verdictWords: Readonly<Record<Verdict, Words>> = {
  valid: { tone: 'good', sign: '✓', title: '证明有效', detail: '请核对下面的内容和您手里的证明是否一致。' },
  expired: { tone: 'warn', sign: '!', title: '证明已过有效期', detail: '这份证明是真的，但已经过期。请本人重新开具。' },
  revoked: { tone: 'bad', sign: '×', title: '证明已作废', detail: '开具机构已经作废这份证明，不能再使用。请本人重新开具。' },
  differs: { tone: 'bad', sign: '×', title: '文件和开具时不一样', detail: '验证码存在，但您上传的文件被改动过，或不是这份证明。请不要采信，可以向本人要原文件。' },
  unknown: { tone: 'bad', sign: '×', title: '没有查到这份证明', detail: '请核对验证码的每一位。仍查不到的，请不要采信，可以向开具机构咨询。' },
};

const day = (date: string) => `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
const month = (text: string) => `${text.slice(0, 4)}年${Number(text.slice(5, 7))}月`;

function box(tone: Words['tone'], sign: string, title: string, detail: string): string {
  return `<section class="said ${tone}" role="${tone === 'good' ? 'status' : 'alert'}"><h2><span aria-hidden="true">${sign} </span>${escapeHtml(title)}</h2><p>${escapeHtml(detail)}</p></section>`;
}

/** The department's answer as HTML. */
export function verdictHtml({ verdict, document, fileMatches }: DocumentVerdict): string {
  const { tone, sign, title, detail } = verdictWords[verdict];
  const said = box(tone, sign, title, fileMatches ? `${detail}您上传的文件和开具时完全一致。` : detail);
  if (!document) return said;
  const rows: [string, string][] = [
    ['姓名', document.name],
    ['证明编号', document.documentNo],
    ['开具机构', document.issuer],
    ['开具日期', day(document.issuedOn)],
    ...(document.expiresOn ? [['有效期至', day(document.expiresOn)] as [string, string]] : []),
    ...(document.revokedOn ? [['作废日期', day(document.revokedOn)] as [string, string]] : []),
    ...(document.from && document.to ? [['证明期间', `${month(document.from)} 至 ${month(document.to)}`] as [string, string]] : []),
    ['险种', document.insurances.join('、')],
  ];
  return `${said}<section class="card"><dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl></section>`;
}

/** Something that kept the question from being asked. */
export const troubleHtml = (title: string, detail: string): string => box('warn', '!', title, detail);
