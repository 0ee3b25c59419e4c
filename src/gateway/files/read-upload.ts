import Busboy from '@fastify/busboy';
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { uploadField, type ReadFile } from '../../contract/files.ts';
import { refuse, type Refusal } from '../../contract/problems.ts';

export interface UploadRule {
  /** Most bytes. */
  readonly most: number;
  /** Looks at the first bytes: the name and the announced type of a file prove nothing. */
  fits(head: Uint8Array): boolean;
}

/** A form with at most one file, which was hashed while it passed and not kept. `file` is null when none came. */
export interface Upload {
  readonly ok: true;
  readonly file: ReadFile | null;
  readonly fields: Readonly<Record<string, string>>;
}

const headBytes = 8;

/** Every PDF begins with `%PDF-`; nothing else may stand before it, also not what readers would forgive. */
export const isPdf = (head: Uint8Array): boolean => Buffer.from(head.subarray(0, 5)).toString('latin1') === '%PDF-';

/** @returns the boundary's parser, or null when the header is no multipart form */
function parserOf(headers: IncomingHttpHeaders, most: number) {
  const type = headers['content-type'];
  if (type === undefined || !/^multipart\/form-data\b/i.test(type)) return null;
  try {
    // One byte more than allowed: it tells a file of exactly the limit from a larger one.
    return Busboy({ headers: { ...headers, 'content-type': type }, limits: { files: 1, fileSize: most + 1, fields: 8, fieldSize: 512, fieldNameSize: 40, parts: 9, headerPairs: 20 } });
  } catch {
    return null;
  }
}

/**
 * Reads a multipart form from a request: SM3 on the fly, size and type by content. Never throws for what a client sends.
 * An upload that broke off is `malformedRequest`.
 */
export function readUpload(body: Readable, headers: IncomingHttpHeaders, rule: UploadRule): Promise<Upload | Refusal> {
  return new Promise((resolve) => {
    const parser = parserOf(headers, rule.most);
    if (!parser) return resolve(refuse('unsupportedMediaType'));
    const fields: Record<string, string> = {};
    let file: ReadFile | null = null;
    let wrong: Refusal | null = null;
    const end = (result: Upload | Refusal) => {
      body.unpipe(parser);
      // What still comes is read and dropped, so that the answer reaches a client that is still sending.
      body.resume();
      resolve(result);
    };
    const refused = (refusal: Refusal) => {
      if (wrong) return;
      wrong = refusal;
      end(refusal);
    };
    parser.on('field', (name, value, nameCut, valueCut) => {
      if (nameCut || valueCut || name === '__proto__') refused(refuse('inputInvalid', { fields: [{ field: '', rule: 'unknown' }] }));
      else fields[name] = value;
    });
    parser.on('file', (name, stream, fileName) => {
      const hash = createHash('sm3');
      let size = 0;
      let head = Buffer.alloc(0);
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (head.length < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes);
        if (size > rule.most) refused(refuse('bodyTooLarge'));
        hash.update(chunk);
      });
      stream.on('end', () => {
        // A form whose file was left open sends an empty part without a name.
        if (size === 0 && !fileName) return;
        if (name !== uploadField) refused(refuse('inputInvalid', { fields: [{ field: '', rule: 'unknown' }] }));
        else if (!rule.fits(head)) refused(refuse('unsupportedMediaType'));
        else file = { digest: hash.digest('hex'), size };
      });
      stream.on('error', () => refused(refuse('malformedRequest')));
    });
    parser.on('filesLimit', () => refused(refuse('inputInvalid', { fields: [{ field: uploadField, rule: 'tooMany' }] })));
    parser.on('partsLimit', () => refused(refuse('malformedRequest')));
    parser.on('fieldsLimit', () => refused(refuse('malformedRequest')));
    parser.on('error', () => refused(refuse('malformedRequest')));
    parser.on('finish', () => { if (!wrong) end({ ok: true, file, fields }); });
    body.on('error', () => refused(refuse('malformedRequest')));
    body.on('close', () => { if (!body.readableEnded) refused(refuse('malformedRequest')); });
    body.pipe(parser);
  });
}
