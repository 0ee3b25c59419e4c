import { createHash } from 'node:crypto';
import type { DocumentKind, IssuedDocument } from '../../contract/department.ts';
import type { IssuedDocumentRow } from '../../contract/documents.ts';
import { refuse } from '../../contract/problems.ts';
import { closeDraft, personOf } from '../cases/drafts.ts';
import type { WriteHandler } from '../ports.ts';
import { newRef } from '../storage/ids.ts';
import type { DocumentDeps } from './deps.ts';
import { ownDocument, placeOfCode, shownRow } from './rows.ts';

type Input = { readonly draftId: string } & Readonly<Record<string, unknown>>;

/**
 * Number under which the department is asked. It follows from draft and wish alone, so whoever presses again – after a time-out, after a kill,
 * in another process – asks the same; another wish from the same draft is another request.
 */
export function requestNoOf(kind: string, input: Input): string {
  const wish = Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1));
  return `CB${createHash('sha256').update(JSON.stringify([kind, wish])).digest('hex').slice(0, 30)}`;
}

/** The department issues; we keep number, code, digest and dates. */
export function issueHandler(deps: DocumentDeps, kind: DocumentKind): WriteHandler<Input, IssuedDocumentRow, IssuedDocument> {
  const { storage, keys } = deps;
  const name = kind.operations.issue;
  return {
    kind: 'write',
    keyOf: (input) => input.draftId,
    async prepare(context, input) {
      const open = await storage.db.selectFrom('drafts').select('expires_at').where('draft_id', '=', input.draftId)
        .where('person_ref', '=', personOf(context)).where('kind', '=', kind.draft).executeTakeFirst();
      if (!open) return refuse('notFound');
      if (open.expires_at <= context.now) return refuse('draftExpired');
      const asking = await deps.asking(context);
      if (!asking.ok) return asking;
      const order = { requestNo: requestNoOf(name, input), verifyAddress: deps.verifyAddress };
      const issued = await kind.issue(asking.context, order, input as never);
      return issued.ok ? { ok: true, prepared: issued.data } : issued;
    },
    async write(tx, context, input, issued) {
      const personRef = personOf(context);
      if (!(await closeDraft(tx, personRef, input.draftId, kind.draft, context.now))) return refuse('notFound');
      const documentId = newRef();
      // A number that somebody has already is no number: the department mixed two requests up.
      const added = await tx.insertInto('issued_documents').values({
        document_id: documentId, person_ref: personRef, kind: name, document_no: issued.documentNo, sealed_code: keys.seal('field', issued.verifyCode, placeOfCode(documentId)),
        digest: issued.digest, size: issued.size, issued_at: issued.issuedAt, expires_on: issued.expiresOn,
      }).onConflict((one) => one.columns(['kind', 'document_no']).doNothing()).returning('document_id').executeTakeFirst();
      return added ? { ok: true, reference: documentId } : refuse('departmentGarbled', { department: kind.department });
    },
    async read(context, documentId) {
      const row = await ownDocument(storage.db, personOf(context), name, documentId);
      return row ? { ok: true, data: shownRow(row, context.now) } : refuse('gone');
    },
  };
}
