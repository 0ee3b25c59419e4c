import type { Selectable } from 'kysely';
import type { DocumentState, IssuedDocumentRow } from '../../contract/documents.ts';
import { shanghaiDate, shanghaiTime } from '../../contract/shanghai-time.ts';
import type { IssuedDocumentsTable } from '../storage/schema.ts';
import type { Db } from '../storage/storage.ts';

export type Row = Selectable<IssuedDocumentsTable>;

/** Place of a document's code, so that the sealed text fits no other row. */
export const placeOfCode = (documentId: string) => `issued_documents:${documentId}`;

/** A day is valid to its end. Revoked stands before expired: it says more. */
export function stateOf(row: Pick<Row, 'expires_on' | 'revoked_on'>, now: Date): DocumentState {
  if (row.revoked_on !== null) return 'revoked';
  return row.expires_on !== null && row.expires_on < shanghaiDate(now) ? 'expired' : 'valid';
}

export function shownRow(row: Row, now: Date): IssuedDocumentRow {
  return {
    documentId: row.document_id, documentNo: row.document_no, issuedAt: shanghaiTime(row.issued_at),
    expiresOn: row.expires_on, state: stateOf(row, now), revokedOn: row.revoked_on,
  };
}

/** A person's own document of a kind; somebody else's is not found. */
export async function ownDocument(db: Db, personRef: string, kind: string, documentId: string): Promise<Row | null> {
  const row = await db.selectFrom('issued_documents').selectAll()
    .where('document_id', '=', documentId).where('person_ref', '=', personRef).where('kind', '=', kind).executeTakeFirst();
  return row ?? null;
}
