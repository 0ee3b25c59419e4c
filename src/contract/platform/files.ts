import * as v from 'valibot';
import { classed } from '../field-class.ts';
import { fileTicket, uploadMost } from '../files.ts';
import { defineOperation } from '../operation.ts';
import { contractBasis } from './common.ts';

/**
 * Draws a ticket for one PDF that is read, hashed and forgotten, to compare it with what a department issued.
 * Nobody has to be known for it: the account is there to count, the file never reaches a disk.
 */
export const filesOpenUpload = defineOperation({
  name: 'files.openUpload',
  method: 'POST',
  path: '/files/open-upload',
  summary: '上传文件核对是否被改动',
  input: v.strictObject({
    /** Bytes the phone says the file has. */
    size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(uploadMost), classed('internal', { label: '文件大小' })),
  }),
  output: v.object({ ticket: fileTicket }),
  level: 'L1',
  basis: contractBasis,
  mutates: true,
  timeoutMs: 3000,
  rate: { limit: 20, windowSeconds: 600, by: 'account' },
});

export const fileOperations = [filesOpenUpload] as const;
