import { describe, expect, test } from '@jest/globals';
import { anchorOf, readMarkdown } from './markdown.ts';
import { blocksParse, commandsExist, linksLead, nothingLocal, type Document } from './rules.ts';

const root = `${import.meta.dirname}/../..`;
const document = (text: string): Document => ({ path: 'docs/probe.md', text, ...readMarkdown(text) });

describe('the check of documents', () => {
  test('finds a link to nowhere, to a missing heading and out of the project', () => {
    const found = linksLead(root, [document('[a](nowhere.md) [b](#not-there) [c](../../elsewhere.md)')]);
    expect(found.wrong).toHaveLength(3);
  });
  test('finds a command that does not exist', () => {
    expect(commandsExist(root, [document('Run `npm run fly` or `node test/none.ts`.')]).wrong).toHaveLength(2);
  });
  test('finds blocks that do not parse, and a fence left open', () => {
    const bad = ['```json', '{"a":}', '```', '```ts', 'const a: = 1', '```', '```sh', 'if true', '```', '```ts', 'const b = 1;'].join('\n');
    expect(blocksParse([document(bad)]).wrong).toHaveLength(4);
  });
  test('finds a path of one machine, and not a path of a web address', () => {
    const local = ['', 'home', 'someone', 'file'].join('/');
    expect(nothingLocal([document(`see ${local}`)]).wrong).toHaveLength(1);
    expect(nothingLocal([document('GET https://city.example/home/index')]).wrong).toHaveLength(0);
  });
  test('lets pass what is true', () => {
    const text = ['# Title here', '[top](#title-here), `npm test`, `[code](is no link)`', '```ts', 'export const a: number = 1;', '```', '```json', '{"a": 1}', '```', '```sh', 'npm run size', '```'].join('\n');
    const one = document(text);
    expect([linksLead(root, [one]), commandsExist(root, [one]), blocksParse([one])].flatMap((finding) => finding.wrong)).toEqual([]);
    expect(one.blocks.map((block) => block.language)).toEqual(['ts', 'json', 'sh']);
  });
  test('makes anchors as GitHub does', () => {
    expect(anchorOf('Keys, `backup` & 日志 (six months)')).toBe('keys-backup--日志-six-months');
  });
});
