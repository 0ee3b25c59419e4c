import { refuse } from '../../contract/problems.ts';
import type { FileSource } from '../files/routes.ts';
import type { Handlers } from '../ports.ts';
import type { Registry } from '../registry.ts';
import type { DocumentDeps } from './deps.ts';
import { issueHandler } from './issue.ts';
import { ownDocument } from './rows.ts';
import { showHandlers } from './show.ts';

/**
 * Documents that departments issue, for every kind a service brings: handlers of its four operations, and where the files of its tickets come from.
 * The document is asked of the department each time it is opened and passes through; no byte of it is kept.
 */
export function documentParts(deps: DocumentDeps, registry: Registry): { handlers: Handlers; sources: Readonly<Record<string, FileSource>> } {
  const handlers: Record<string, Handlers[string]> = {};
  const sources: Record<string, FileSource> = {};
  for (const kind of registry.documents) {
    const { operations } = kind;
    const { list, show, file } = showHandlers(deps, kind);
    Object.assign(handlers, { [operations.issue]: issueHandler(deps, kind), [operations.list]: list, [operations.show]: show, [operations.file]: file });
    sources[operations.file] = {
      department: kind.department,
      purpose: registry.operations.find((one) => one.name === operations.file)?.basis.purpose || null,
      async open({ traceId, now, ticket }) {
        const personRef = ticket.person_ref;
        const row = personRef === null ? null : await ownDocument(deps.storage.db, personRef, operations.issue, ticket.object_ref);
        if (!row) return refuse('gone');
        const asking = await deps.asking({ traceId, now, session: { personRef } });
        if (!asking.ok) return asking;
        const fetched = await kind.fetch(asking.context, row.document_no);
        return fetched.ok ? { ok: true, bytes: fetched.data, contentType: 'application/pdf', name: kind.fileName } : fetched;
      },
    };
  }
  return { handlers, sources };
}
