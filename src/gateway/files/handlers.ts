import type { InputOf, OutputOf } from '../../contract/operation.ts';
import { filesOpenUpload } from '../../contract/platform/files.ts';
import { refuse } from '../../contract/problems.ts';
import type { Handlers, WriteHandler } from '../ports.ts';
import type { Tickets } from './tickets.ts';

/** Handler of `files.openUpload`. */
export function fileHandlers(tickets: Tickets): Handlers {
  const open: WriteHandler<InputOf<typeof filesOpenUpload>, OutputOf<typeof filesOpenUpload>> = {
    kind: 'write',
    async write(tx, { session, now }, { size }) {
      if (!session) return refuse('sessionMissing');
      const what = { operation: filesOpenUpload.name, direction: 'upload', objectRef: 'none', size, digest: null } as const;
      return { ok: true, reference: await tickets.draw(tx, session, what, now) };
    },
    async read({ now }, ticketId) {
      const shown = await tickets.show(ticketId, now);
      return shown.ok ? { ok: true, data: { ticket: shown.ticket } } : shown;
    },
  };
  return { [filesOpenUpload.name]: open };
}
