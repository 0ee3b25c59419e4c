import * as v from 'valibot';
import { classed } from './field-class.ts';

/** Below this, files travel by one-use tickets. */
export const filesBase = '/files';

/** Life of a ticket in seconds: long enough for a bad network to begin, too short to be passed on. */
export const ticketSeconds = 60;

/** Form field of an upload. */
export const uploadField = 'file';

/** Largest file that may be uploaded to be checked, in bytes. */
export const uploadMost = 5 * 1024 * 1024;

const internal = (label: string) => classed<string>('internal', { label });

/**
 * Right to one file, once, within a minute, for the session that drew it. The address is public to nobody: it is answered only
 * together with the session's token.
 */
export const fileTicket = v.object({
  /** Path on the gateway, to be fetched or posted to with the session's token. */
  path: v.pipe(v.string(), v.regex(/^\/files\/[A-Za-z0-9._-]{20,120}$/), internal('文件地址')),
  /** ISO 8601 with +08:00. */
  expiresAt: v.pipe(v.string(), v.maxLength(35), internal('有效到')),
  /** Bytes: exact for a download, the most for an upload. */
  size: v.pipe(v.number(), v.integer(), v.minValue(1), classed<number>('internal', { label: '文件大小' })),
});
export type FileTicket = v.InferOutput<typeof fileTicket>;

/** SM3 in hex. */
export const sm3Digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/), internal('文件摘要'));

/** What an upload is answered with: the file was read to its end and not kept. */
export interface ReadFile {
  readonly digest: string;
  readonly size: number;
}
