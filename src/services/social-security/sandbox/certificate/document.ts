import { maskCredentialNo } from '../../../../contract/masking.ts';
import { spacedVerifyCode } from '../../../../contract/documents.ts';
import type { CertificateFacts } from './facts.ts';
import { drawQr, drawSample, drawSeal } from './marks.ts';
import { faint, finished, ink, line, margin, newPage, put, type Page } from './page.ts';

export const issuer = '示例市人力资源和社会保障局';
const rowHeight = 17.5;
/** Below this, a page is full: the feet stand there. */
const bottom = 776;

export interface DocumentFacts extends CertificateFacts {
  readonly documentNo: string;
  readonly verifyCode: string;
  readonly verifyAddress: string;
  readonly fullNumber: boolean;
  readonly issuedAt: Date;
  readonly issuedOn: string;
  readonly expiresOn: string;
}

const day = (date: string) => `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;

interface Column {
  readonly title: string;
  readonly width: number;
  readonly align?: 'left' | 'center';
}

/** A table with lines between its cells; goes on on the next page under the same head. @returns where it ended */
function table(page: Page, top: number, columns: readonly Column[], rows: readonly (readonly string[])[], nextPage: () => number): number {
  let y = top;
  let begun = top;
  const across = columns.reduce((sum, one) => sum + one.width, 0);
  const cells = (texts: readonly string[], bold: boolean) => {
    let x = margin;
    columns.forEach((column, at) => {
      put(page, texts[at] ?? '', x + 5, y + 3.6, 9, { width: column.width - 10, align: column.align ?? 'center', bold });
      x += column.width;
    });
    y += rowHeight;
    page.moveTo(margin, y).lineTo(margin + across, y).lineWidth(0.5).stroke(line);
  };
  const head = () => {
    begun = y;
    page.rect(margin, y, across, rowHeight).fill('#F1EFEA');
    page.moveTo(margin, y).lineTo(margin + across, y).lineWidth(1).stroke(ink);
    cells(columns.map((one) => one.title), true);
  };
  const sides = () => {
    let x = margin;
    for (const width of [0, ...columns.map((one) => one.width)]) {
      x += width;
      page.moveTo(x, begun).lineTo(x, y).lineWidth(0.5).stroke(line);
    }
    page.moveTo(margin, y).lineTo(margin + across, y).lineWidth(1).stroke(ink);
  };
  head();
  for (const row of rows) {
    if (y + rowHeight > bottom) {
      sides();
      y = nextPage();
      head();
    }
    cells(row, false);
  }
  sides();
  return y;
}

const label = (page: Page, text: string, y: number) => put(page, text, margin, y, 11, { bold: true });

/** 参保证明 as a PDF, not yet signed: who, what, how long, by whom, and how to verify it. */
export function certificatePdf(facts: DocumentFacts): Promise<Buffer> {
  const page = newPage({ title: '社会保险参保证明', author: issuer }, facts.issuedAt);
  const width = page.page.width - 2 * margin;
  const nextPage = () => {
    page.addPage();
    drawSample(page);
    return margin + 8;
  };
  drawSample(page);
  put(page, '社会保险参保证明', margin, 62, 25, { width, align: 'center', bold: true });
  put(page, `（${facts.spanWords}）`, margin, 98, 11, { width, align: 'center', color: faint });
  put(page, `证明编号：${facts.documentNo}`, margin, 124, 9.5);
  put(page, `开具日期：${day(facts.issuedOn)}`, margin, 124, 9.5, { width, align: 'right' });
  let y = 142;
  page.moveTo(margin, y).lineTo(margin + width, y).lineWidth(1.4).stroke(ink);
  y += 14;
  const number = facts.fullNumber ? facts.credentialNo : maskCredentialNo(facts.credentialNo);
  for (const [left, right] of [[['姓        名', facts.name], ['个人编号', facts.personalNo]], [['证件类型', facts.credentialName], ['证件号码', number]]] as const) {
    put(page, `${left[0]}：`, margin, y, 10.5, { color: faint });
    put(page, left[1], margin + 62, y, 10.5);
    put(page, `${right[0]}：`, margin + width / 2, y, 10.5, { color: faint });
    put(page, right[1], margin + width / 2 + 62, y, 10.5);
    y += 21;
  }
  y += 8;
  label(page, '一、参保情况', y);
  y = table(page, y + 19, [
    { title: '险种', width: 158, align: 'left' }, { title: '参保状态', width: 78 }, { title: '首次参保年月', width: 88 }, { title: '累计缴费月数', width: 83 }, { title: '参保地', width: width - 407 },
  ], facts.insurances.map((one) => [one.name, one.state, one.first, `${one.months} 个月`, one.place]), nextPage) + 16;
  label(page, `二、缴费情况（${facts.from} 至 ${facts.to}）`, y);
  y = table(page, y + 19, [
    { title: facts.rowTitle, width: 70 }, { title: '养老', width: 52 }, { title: '失业', width: 52 }, { title: '工伤', width: 52 }, { title: '缴费基数（元）', width: 88 }, { title: '缴费单位', width: width - 314, align: 'left' },
  ], facts.rows, nextPage) + 14;
  // Notes, code and seal stay together.
  if (y + 196 > bottom) y = nextPage();
  const notes = [
    `1. 本证明依据${issuer}登记的数据开具，数据截至 ${day(facts.dataDate)}。`,
    `2. 表中数字为${facts.monthly ? '当月' : '该年度'}缴费到账的月数，空白表示没有到账或没有缴费记录。`,
    '3. 医疗保险、生育保险由医疗保障部门管理，不在本证明范围内。',
    `4. 本证明有效期至 ${day(facts.expiresOn)}，加盖电子印章，与纸质证明具有同等效力。`,
  ];
  for (const note of notes) {
    put(page, note, margin, y, 9, { color: faint });
    y += 15;
  }
  y += 8;
  drawQr(page, facts.verifyAddress, margin - 6, y, 104);
  put(page, '扫码核验，或在核验页面输入验证码', margin + 106, y + 16, 9, { color: faint });
  put(page, spacedVerifyCode(facts.verifyCode), margin + 106, y + 31, 15, { bold: true });
  put(page, '页面会显示开具机构、期间和有效期，', margin + 106, y + 58, 9, { color: faint });
  put(page, '也可以上传文件核对是否被改动。', margin + 106, y + 72, 9, { color: faint });
  put(page, issuer, margin + width - 190, y + 36, 11, { width: 190, align: 'center' });
  put(page, day(facts.issuedOn), margin + width - 190, y + 56, 11, { width: 190, align: 'center' });
  drawSeal(page, issuer, '参保证明专用章', margin + width - 95, y + 50);
  const { count } = page.bufferedPageRange();
  for (let at = 0; at < count; at += 1) {
    page.switchToPage(at);
    // The foot stands in the lower margin, where text would begin a page of its own.
    page.page.margins.bottom = 0;
    put(page, `验证码 ${spacedVerifyCode(facts.verifyCode)}`, margin, 800, 8, { color: faint });
    put(page, `第 ${at + 1} 页，共 ${count} 页`, margin, 800, 8, { color: faint, width, align: 'right' });
  }
  return finished(page);
}
