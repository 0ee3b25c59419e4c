import { randomBytes } from 'node:crypto';
import { reaches } from '../../contract/levels.ts';
import type { InputOf, OutputOf } from '../../contract/operation.ts';
import { accountDelete } from '../../contract/platform/account.ts';
import { refuse } from '../../contract/problems.ts';
import { shanghaiDate, shanghaiDateTime, shanghaiTime } from '../../contract/shanghai-time.ts';
import type { Handlers, WriteHandler } from '../ports.ts';
import type { Db } from '../storage/storage.ts';
import type { AccountDeps } from './deps.ts';

type Receipt = OutputOf<typeof accountDelete>;

/** `ZX-yyyyMMdd-HHmmss-XXXXXXXX`: says when, names nobody. */
function newReceiptNo(now: Date): string {
  const stamp = shanghaiDateTime(now).replace(/[-:]/g, '').replace(' ', '-');
  return `ZX-${stamp}-${randomBytes(4).toString('hex').toUpperCase()}`;
}

/** Time of a receipt from its number, so that a repeat says the same. */
function completedAt(receiptNo: string, fallback: Date): Date {
  const found = /^ZX-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(receiptNo);
  if (!found) return fallback;
  const [, y, mo, d, h, mi, s] = found;
  return new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}+08:00`);
}

function plusMonths(date: Date, months: number): Date {
  const moved = new Date(date);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  return moved;
}

/** Deletes everything that is ours of a person; the row of the person stays empty, as proof that it was done. */
async function deletePerson(tx: Db, deps: AccountDeps, personRef: string, now: Date): Promise<void> {
  const { changes, audit } = deps;
  const accounts = await tx.selectFrom('accounts').select('account_ref').where('person_ref', '=', personRef).forUpdate().execute();
  const refs = accounts.map((account) => account.account_ref);
  for (const table of ['host_notices', 'topic_choices', 'alerts', 'due_dates', 'drafts', 'messages', 'check_requests', 'issued_documents', 'file_tickets', 'person_identifiers', 'consents'] as const) {
    await tx.deleteFrom(table).where('person_ref', '=', personRef).execute();
  }
  // Digests of old writes; the one of this deletion is the receipt's own.
  const owners = [personRef, ...refs.map((ref) => `account:${ref}`)];
  await tx.deleteFrom('idempotency').where('person_ref', 'in', owners).where('operation', '!=', accountDelete.name).execute();
  // Claims, refresh tokens and decisions of the accounts go with them.
  if (refs.length > 0) await tx.deleteFrom('accounts').where('account_ref', 'in', refs).execute();
  await audit.forget(tx, personRef);
  await tx
    .updateTable('persons')
    .set((eb) => ({ person_key: null, deleted_at: now, epoch: eb('epoch', '+', 1), elder: null, locale: null, subject_type: 'natural' }))
    .where('person_ref', '=', personRef)
    .execute();
  for (const ref of refs) await changes.announce(tx, 'account', ref);
  await changes.announce(tx, 'person', personRef);
}

/** Handler of `account.delete`. */
export function deleteHandlers(deps: AccountDeps): Handlers {
  const remove: WriteHandler<InputOf<typeof accountDelete>, Receipt> = {
    kind: 'write',
    async write(tx, { session, now }) {
      if (!session?.personRef || !reaches(session.level, 'L3')) return refuse('levelTooLow', { requiredLevel: 'L3' });
      const person = await tx.selectFrom('persons').select('deleted_at').where('person_ref', '=', session.personRef).forUpdate().executeTakeFirst();
      if (!person || person.deleted_at !== null) return refuse('gone');
      await deletePerson(tx, deps, session.personRef, now);
      return { ok: true, reference: newReceiptNo(now) };
    },
    async read({ session, now, cookies }, receiptNo) {
      const at = completedAt(receiptNo, now);
      const kept: Receipt['kept'] = [
        { what: '访问审计记录（已与您断开对应关系）', why: '网络安全法要求日志留存不少于六个月，本平台归档三年', until: shanghaiDate(plusMonths(at, 36)) },
        { what: '注销凭证（只含时间和编号）', why: '证明已按您的要求删除', until: shanghaiDate(plusMonths(at, 36)) },
      ];
      const held = session?.personRef
        ? await deps.storage.db.selectFrom('audit_subjects').select('hold_until').where('person_ref', '=', session.personRef).executeTakeFirst()
        : undefined;
      if (held?.hold_until) {
        kept.push({ what: '您与审计记录的对应关系', why: '有关机关依法要求保留', until: shanghaiDate(held.hold_until) });
      }
      // The browser's sign-in is gone with the account.
      if (session?.host === 'h5') cookies.set('__Host-cb', '', 0);
      return { ok: true, data: { receiptNo, completedAt: shanghaiTime(at), kept } };
    },
  };
  return { [accountDelete.name]: remove };
}
