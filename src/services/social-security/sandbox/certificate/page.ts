import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';

const folder = join(import.meta.dirname, 'fonts');
/** Read once: a document embeds only the letters it shows. */
const documentFont = readFileSync(join(folder, 'document.ttf'));
const rareFont = readFileSync(join(folder, 'rare.ttf'));

export type Page = PDFKit.PDFDocument;

export const ink = '#141414';
export const faint = '#5A5A5A';
export const line = '#8A8A8A';
export const red = '#C8102E';
/** Points. */
export const margin = 56;

interface Glyphs {
  hasGlyphForCodePoint(point: number): boolean;
}
const fontOf = (page: Page) => (page as unknown as { _font: { font: Glyphs; ascender: number } })._font;
const glyphsOf = (page: Page): Glyphs => fontOf(page).font;

/** An empty A4 document with the two fonts. */
export function newPage(info: { title: string; author: string }, at: Date): Page {
  const page = new PDFDocument({ size: 'A4', margin, bufferPages: true, info: { Title: info.title, Author: info.author, CreationDate: at, ModDate: at }, lang: 'zh-CN', displayTitle: true });
  page.registerFont('document', documentFont);
  page.registerFont('rare', rareFont);
  return page.font('document').fillColor(ink);
}

/** Letters of a text that the document's font, or both fonts, do not have. */
export function lettersWithout(page: Page, text: string): { readonly document: string[]; readonly both: string[] } {
  const without = (font: string) => {
    page.font(font);
    return new Set([...text].filter((one) => !glyphsOf(page).hasGlyphForCodePoint(one.codePointAt(0) ?? 0)));
  };
  const [document, rare] = [without('document'), without('rare')];
  page.font('document');
  return { document: [...document], both: [...document].filter((one) => rare.has(one)) };
}

/** One line of text at a place; letters that the first font lacks are taken from the second. */
export function put(page: Page, text: string, x: number, y: number, size: number, options: { width?: number; align?: 'left' | 'center' | 'right'; color?: string; bold?: boolean } = {}): void {
  const { document } = lettersWithout(page, text);
  const nameOf = (letter: string) => (document.includes(letter) ? 'rare' : 'document');
  // Both fonts stand on one line.
  const base = y + (fontOf(page).ascender / 1000) * size;
  const runs = [...text].reduce<{ font: string; text: string }[]>((found, letter) => {
    const last = found.at(-1);
    if (last?.font === nameOf(letter)) last.text += letter;
    else found.push({ font: nameOf(letter), text: letter });
    return found;
  }, []);
  const widthOf = (run: { font: string; text: string }) => page.font(run.font).fontSize(size).widthOfString(run.text);
  const whole = runs.reduce((sum, run) => sum + widthOf(run), 0);
  const { width = whole, align = 'left', color = ink, bold = false } = options;
  let left = x + (align === 'center' ? (width - whole) / 2 : align === 'right' ? width - whole : 0);
  for (const run of runs) {
    const own = widthOf(run);
    page.fillColor(color).strokeColor(color).lineWidth(size / 40);
    page.text(run.text, left, base, { lineBreak: false, fill: true, stroke: bold, baseline: 'alphabetic' });
    left += own;
  }
  page.font('document').fillColor(ink);
}

/** The whole file. */
export function finished(page: Page): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    page.on('data', (part: Buffer) => parts.push(part));
    page.on('end', () => resolve(Buffer.concat(parts)));
    page.on('error', reject);
    page.end();
  });
}
