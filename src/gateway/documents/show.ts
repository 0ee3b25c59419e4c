import type * as v from 'valibot';
import type { DepartmentOutcome, DocumentKind } from '../../contract/department.ts';
import type { documentDetail, documentFile, documentList } from '../../contract/documents.ts';
import { refuse } from '../../contract/problems.ts';
import { personOf } from '../cases/drafts.ts';
import { pageOf, pageSize } from '../cases/paging.ts';
import type { CallContext, ReadHandler, WriteHandler } from '../ports.ts';
import type { DocumentDeps } from './deps.ts';
import { qrPicture } from './qr.ts';
import { ownDocument, placeOfCode, shownRow, stateOf, type Row } from './rows.ts';

type Detail = v.InferOutput<typeof documentDetail>;
type File = v.InferOutput<typeof documentFile>;
type List = v.InferOutput<typeof documentList>;

/** List, one document, and the way to its file. */
export function showHandlers(deps: DocumentDeps, kind: DocumentKind): { list: ReadHandler<{ page: number }, List>; show: ReadHandler<{ documentId: string }, Detail>; file: WriteHandler<{ documentId: string }, File, Row> } {
  const { storage, keys, tickets } = deps;
  const name = kind.operations.issue;
  const codeOf = (row: Row) => keys.open('field', row.sealed_code, placeOfCode(row.document_id));

  /** Asks whether it was revoked meanwhile and remembers the answer. */
  async function refreshed(context: CallContext, row: Row, verifyCode: string): Promise<DepartmentOutcome<Row>> {
    const asking = await deps.asking(context);
    if (!asking.ok) return asking;
    const revoked = await kind.revokedOn(asking.context, { documentNo: row.document_no, verifyCode });
    if (!revoked.ok) return revoked;
    if (revoked.data !== row.revoked_on) await storage.db.updateTable('issued_documents').set({ revoked_on: revoked.data }).where('document_id', '=', row.document_id).execute();
    return { ok: true, data: { ...row, revoked_on: revoked.data }, sources: revoked.sources };
  }

  return {
    list: {
      kind: 'read',
      async handle(context, { page }) {
        const mine = storage.db.selectFrom('issued_documents').where('person_ref', '=', personOf(context)).where('kind', '=', name);
        const { total } = await mine.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
        const rows = await mine.selectAll().orderBy('issued_at', 'desc').orderBy('document_id').limit(pageSize).offset((page - 1) * pageSize).execute();
        return { ok: true, data: { documents: rows.map((row) => shownRow(row, context.now)), ...pageOf(page, total) } };
      },
    },
    show: {
      kind: 'read',
      async handle(context, { documentId }) {
        const row = await ownDocument(storage.db, personOf(context), name, documentId);
        const verifyCode = row && codeOf(row);
        if (!row) return refuse('notFound');
        if (verifyCode === null) return refuse('gone');
        const asked = await refreshed(context, row, verifyCode);
        const verifyAddress = `${deps.verifyAddress}${verifyCode}`;
        return {
          ok: true,
          data: { ...shownRow(asked.ok ? asked.data : row, context.now), verifyCode, verifyAddress, qr: qrPicture(verifyAddress), checked: asked.ok },
          sources: asked.ok ? asked.sources : [{ department: kind.department, state: 'missing', dataTime: null }],
        };
      },
    },
    file: {
      kind: 'write',
      async prepare(context, { documentId }) {
        const row = await ownDocument(storage.db, personOf(context), name, documentId);
        if (!row) return refuse('notFound');
        const verifyCode = codeOf(row);
        if (verifyCode === null) return refuse('gone');
        const asked = await refreshed(context, row, verifyCode);
        return asked.ok ? { ok: true, prepared: asked.data } : asked;
      },
      async write(tx, { session, now }, { documentId }, row) {
        if (!session) return refuse('sessionMissing');
        if (row.revoked_on !== null) return { ok: true, reference: 'revoked' };
        const what = { operation: kind.operations.file, direction: 'download', objectRef: documentId, size: row.size, digest: row.digest } as const;
        return { ok: true, reference: await tickets.draw(tx, session, what, now) };
      },
      async read(context, reference, { documentId }) {
        if (reference === 'revoked') return { ok: true, data: { state: 'revoked', ticket: null } };
        const shown = await tickets.show(reference, context.now);
        if (!shown.ok) return shown;
        const row = await ownDocument(storage.db, personOf(context), name, documentId);
        return { ok: true, data: { state: row ? stateOf(row, context.now) : 'valid', ticket: shown.ticket } };
      },
    },
  };
}
