import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readFirstLoad, readMiniPackage } from './packages.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chengban-size-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

describe('a mini-program package', () => {
  test('without app.json is refused', () => {
    mkdirSync(join(folder, 'empty'));
    expect(() => readMiniPackage(join(folder, 'empty'))).toThrow(/app\.json/);
  });
  test('is split by the roots of its sub-packages, a folder with a longer name staying in the main package', () => {
    write('mini/app.json', JSON.stringify({ subPackages: [{ root: 'services/a' }] }));
    write('mini/services/a/page.js', 'x'.repeat(100));
    write('mini/services/ab/page.js', 'x'.repeat(30));
    const built = readMiniPackage(join(folder, 'mini'));
    expect(built.subPackages).toEqual({ 'services/a': 100 });
    expect(built.total - built.main).toBe(100);
  });
});

describe('the first load of the browser', () => {
  const entry = (loader: string) => `r=[{"path":"pages/home/index","load":${loader}},{"path":"pages/mine/index","load":function(){return[C.e(9)]}}];u="js/"+a+"."+{"7":"aa","8":"bb","9":"cc"}[a]+".js",c="css/"+a+"."+{"7":"dd"}[a]+".css"`;
  test('without the chunks of the page is refused, so that nothing is left out quietly', () => {
    write('none/index.html', '<script src="./app.js"></script>');
    write('none/app.js', 'nothing here');
    expect(() => readFirstLoad(join(folder, 'none'))).toThrow(/names? no chunk/);
  });
  test('is what index.html names and what the page loads, and nothing else', () => {
    write('h5/index.html', '<script defer="defer" src="./app.js"></script><link href="./app.css" rel="stylesheet">');
    write('h5/app.js', entry('function(){return Promise.all([C.e(7),C.e(8)])}'));
    for (const name of ['js/7.aa.js', 'js/8.bb.js', 'js/9.cc.js', 'css/7.dd.css', 'app.css']) write(`h5/${name}`, name);
    const first = readFirstLoad(join(folder, 'h5'));
    expect(first.files.map((one) => one.path)).toEqual(['app.js', 'js/7.aa.js', 'js/8.bb.js', 'app.css', 'css/7.dd.css']);
    expect(first.style).toBe(gzipSync('app.css').length + gzipSync('css/7.dd.css').length);
  });
});
