import qrcode from 'qrcode-generator';
import { line, put, red, type Page } from './page.ts';

/** A QR code from plain squares, `size` points wide, with its quiet zone inside. */
export function drawQr(page: Page, text: string, x: number, y: number, size: number): void {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const count = code.getModuleCount();
  const step = size / (count + 8);
  page.save().rect(x, y, size, size).fill('#FFFFFF');
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      // A hair wider, so that no white lines stand between neighbours on a screen.
      if (code.isDark(row, column)) page.rect(x + (column + 4) * step, y + (row + 4) * step, step + 0.05, step + 0.05);
    }
  }
  page.fill('#000000').restore();
}

function star(page: Page, x: number, y: number, radius: number): void {
  const points = Array.from({ length: 10 }, (_, at) => {
    const angle = -Math.PI / 2 + (at * Math.PI) / 5;
    const far = at % 2 === 0 ? radius : radius * 0.382;
    return [x + far * Math.cos(angle), y + far * Math.sin(angle)] as [number, number];
  });
  page.polygon(...points).fill(red);
}

/** Letters along an arc; `middle` in degrees, clockwise from the top; upright when seen from the middle of the circle. */
function along(page: Page, text: string, x: number, y: number, radius: number, size: number, step: number): void {
  const letters = [...text];
  letters.forEach((letter, at) => {
    const degrees = (at - (letters.length - 1) / 2) * step;
    page.save().rotate(degrees, { origin: [x, y] });
    put(page, letter, x - size / 2, y - radius, size, { color: red, width: size, align: 'center', bold: true });
    page.restore();
  });
}

/** Round seal of an authority: name above, star in the middle, purpose below. `x`, `y` are its middle. */
export function drawSeal(page: Page, authority: string, purpose: string, x: number, y: number): void {
  const radius = 57;
  page.save().opacity(0.86);
  page.circle(x, y, radius).lineWidth(2.6).stroke(red);
  along(page, authority, x, y, radius - 7, 11.5, 232 / Math.max(1, [...authority].length - 1));
  star(page, x, y - 1, 16);
  put(page, purpose, x - 40, y + 26, 9, { color: red, width: 80, align: 'center', bold: true });
  put(page, 'SANDBOX', x - 40, y + 40, 6.5, { color: red, width: 80, align: 'center' });
  page.restore();
}

/** Says on every page, behind everything, that this is a demonstration. */
export function drawSample(page: Page): void {
  const { width, height } = page.page;
  page.save().opacity(0.07);
  page.rotate(-32, { origin: [width / 2, height / 2] });
  for (let at = -2; at <= 2; at += 1) put(page, 'SANDBOX 演示样张 不具法律效力', width / 2 - 260, height / 2 + at * 165 - 18, 34, { width: 520, align: 'center', color: line });
  page.restore();
}
