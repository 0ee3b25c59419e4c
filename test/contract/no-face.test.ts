import { expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eachField } from '../../src/contract/field-class.ts';
import { createRegistry, loadServices } from '../../src/gateway/registry.ts';
import { columns } from '../../src/gateway/storage/columns.ts';
import { migrations } from '../../src/gateway/storage/migrations/index.ts';

/**
 * No picture of a face comes to us: hosts compare faces and say passed or not. Nothing we take, give, keep or send to a host may have
 * room for one. Names are looked at, and so is size: a face fits into about 4 KB of base64, so a text may not be longer than the
 * longest we know of for another reason.
 */
const picture = /image|photo|picture|portrait|avatar|selfie|biometric|faceprint|contrast|base64|video|liveness_data|人脸图|照片|头像|录像/i;
/** Longer texts that hold no person: operation, side and field, with what they are. One that no operation has fails. */
const longTexts = new Map([['socialSecurity.certificate output qr', 'picture of a verification code, drawn by the gateway and never taken in']]);
const longest = 4000;

interface Piped { readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[] }

function longestOf(leaf: unknown): number {
  const limits = ((leaf as Piped).pipe ?? []).filter((one) => one.type === 'max_length').map((one) => Number(one.requirement));
  return limits.length > 0 ? Math.min(...limits) : 0;
}

/** A field that could carry a picture of a face, by its name or by its room. */
function couldBeFace(path: string, leaf: unknown): boolean {
  const type = (leaf as { type?: string }).type;
  if (type === 'blob' || type === 'file' || type === 'instance') return true;
  const last = path.split('.').at(-1) ?? path;
  return picture.test(last) || (type === 'string' && longestOf(leaf) > longest);
}

const { operations } = createRegistry(await loadServices());

test('no operation takes or gives a field in which a face could lie', () => {
  let fields = 0;
  const found: string[] = [];
  const excused = new Set(longTexts.keys());
  for (const operation of operations) for (const [side, schema] of [['input', operation.input], ['output', operation.output]] as const) {
    eachField(schema, (path, _facts, leaf) => {
      fields += 1;
      const where = `${operation.name} ${side} ${path}`;
      if (couldBeFace(path, leaf) && !excused.delete(where)) found.push(where);
    });
  }
  expect(fields).toBeGreaterThan(400);
  expect(found).toEqual([]);
  expect([...excused]).toEqual([]);
});

test('no column could keep one', () => {
  const named = Object.entries(columns).flatMap(([table, of]) => Object.keys(of).map((column) => `${table}.${column}`));
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((one) => picture.test(one) || /(^|_)face/.test(one.split('.')[1] ?? ''))).toEqual([]);
  expect(migrations.length).toBeGreaterThan(1);
  const sql = readdirSync(join(import.meta.dirname, '../../src/gateway/storage/migrations')).map((file) => readFileSync(join(import.meta.dirname, '../../src/gateway/storage/migrations', file), 'utf8')).join('\n');
  expect(sql).not.toMatch(/\bbytea\b|\blo_|\boid\b/);
});

test('what we send to a host, and what the city stands in for, has no picture of anybody', () => {
  const root = join(import.meta.dirname, '../../src');
  const found: string[] = [];
  let files = 0;
  for (const folder of ['gateway/identity', 'sandbox/weixin', 'sandbox/alipay', 'client/host', 'pages/identity', 'pages/person']) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(file) || /\.test\.ts$/.test(file)) continue;
      files += 1;
      const text = readFileSync(join(root, folder, file), 'utf8');
      // The optional interfaces that return or upload pictures and videos, and the field that takes one.
      if (/face_contrast_picture|identify\/getimage|VerifyAndUploadVideo|faceImage|face_image|verify_image/.test(text)) found.push(`${folder}/${file}`);
    }
  }
  expect(files).toBeGreaterThan(40);
  expect(found).toEqual([]);
});

test('the net catches a face by its name and by its room', async () => {
  const v = await import('valibot');
  expect(couldBeFace('person.faceImage', v.string())).toBe(true);
  expect(couldBeFace('facePhoto', v.string())).toBe(true);
  expect(couldBeFace('material', v.pipe(v.string(), v.maxLength(200_000)))).toBe(true);
  expect(couldBeFace('upload', v.blob())).toBe(true);
  expect(couldBeFace('faceConsent', v.number())).toBe(false);
  expect(couldBeFace('words', v.pipe(v.string(), v.maxLength(500)))).toBe(false);
});
