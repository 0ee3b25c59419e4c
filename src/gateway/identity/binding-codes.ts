import { randomInt } from 'node:crypto';
import { credentialTypes } from '../../contract/credentials.ts';
import type { PersonIdentifiers } from '../../contract/department.ts';
import { refuse } from '../../contract/problems.ts';
import { identityBind, personName } from '../../contract/platform/identity.ts';
import type { SessionGrant } from '../../contract/platform/session.ts';
import type { InputOf } from '../../contract/operation.ts';
import { shanghaiTime } from '../../contract/shanghai-time.ts';
import * as v from 'valibot';
import type { Identity } from '../http/session.ts';
import type { Handlers, WriteHandler } from '../ports.ts';
import { newRef } from '../storage/ids.ts';
import { checkClaim } from './claims/check.ts';
import type { GrantFor } from './claims/handlers.ts';
import { count, countOf, hostSubjectOf } from './claims/limits.ts';
import type { IdentityDeps } from './deps.ts';
import { confirmPerson, findPerson } from './persons.ts';

/** Neither 0 and O nor 1 and I: the code is read out on the telephone. 32 characters, 40 bits. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const lifetimeMs = 10 * 60 * 1000;
/** Wrong codes of one host account and day. */
const triesPerAccount = 5;
/** Wrong codes of everybody and day: far above mistakes of people, far below what guessing 40 bits needs. */
const triesOfAll = 20_000;

function newCode(): string {
  return Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/**
 * Issues a code to a person whose document was seen at a counter (L3) or who was asked by telephone (L2).
 * Kept is an HMAC of the code and the sealed identity; 10 minutes, once.
 */
export function bindingCodeIssuer(deps: IdentityDeps): Identity['issueBindingCode'] {
  const { storage, keys, audit } = deps;
  const clock = deps.now ?? Date.now;
  return async (request) => {
    const now = new Date(clock());
    const credentialType = credentialTypes.find((type) => type === request.credentialType);
    const name = v.safeParse(personName, request.name);
    if (!credentialType) return refuse('inputInvalid', { fields: [{ field: 'credentialType', rule: 'choice' }] });
    if (!name.success) return refuse('inputInvalid', { fields: [{ field: 'name', rule: 'format' }] });
    const checked = checkClaim({ name: name.output, credentialType, credentialNo: request.credentialNo }, now);
    if (!checked.ok) return checked;
    const code = newCode();
    const codeKey = keys.mark('bindingCode', code).mac;
    const expiresAt = new Date(now.getTime() + lifetimeMs);
    const level = request.channel === 'counter' ? 'L3' : 'L2';
    await storage.transaction(async (tx) => {
      await tx
        .insertInto('binding_codes')
        .values({
          code_key: codeKey,
          sealed: keys.seal('field', JSON.stringify(checked.identifiers), `binding_codes:${codeKey}`),
          level,
          channel: request.channel,
          expires_at: expiresAt,
          tries_left: triesPerAccount,
        })
        .execute();
      // In the person's own log too: a code that somebody else had issued would show there.
      const personRef = await findPerson(tx, keys, checked.identifiers);
      await audit.write(tx, { at: now, traceId: newRef(), personRef, operation: 'identity.issueBindingCode', kind: 'operator', outcome: 'ok', level });
    });
    return { ok: true, code, expiresAt: shanghaiTime(expiresAt) };
  };
}

/** Handler of `identity.bind`: works for every credential kind and every host. */
export function bindHandlers(deps: IdentityDeps, grantFor: GrantFor): Handlers {
  const { storage, keys, audit, settings } = deps;

  const bind: WriteHandler<InputOf<typeof identityBind>, SessionGrant, { codeKey: string }> = {
    kind: 'write',
    async prepare({ session, now }, { code }) {
      if (!session) return refuse('sessionMissing');
      if (!settings.methods[session.host].some((one) => one.id === 'bindingCode' && one.enabled)) return refuse('identityMethodUnavailable');
      const mine = keys.mark('hostSubject', `bind|${await hostSubjectOf(storage.db, session.accountRef)}`).mac;
      const all = keys.mark('hostSubject', 'bind').mac;
      if ((await countOf(storage.db, mine, now)) >= triesPerAccount) return refuse('bindingCodeSpent');
      if ((await countOf(storage.db, all, now)) >= triesOfAll) return refuse('overloaded', { retryAfterSeconds: 3600 });
      const row = await storage.db
        .selectFrom('binding_codes')
        .select('code_key')
        .where('code_key', 'in', keys.marks('bindingCode', code).map((mark) => mark.mac))
        .executeTakeFirst();
      if (row) return { ok: true, prepared: { codeKey: row.code_key } };
      // Counted in a transaction of its own: the refusal must not take the count back.
      await storage.transaction(async (tx) => {
        await count(tx, mine, now);
        await count(tx, all, now);
      });
      return refuse('bindingCodeWrong');
    },
    async write(tx, { session, now, traceId }, _input, { codeKey }) {
      if (!session) return refuse('sessionMissing');
      const row = await tx
        .updateTable('binding_codes')
        .set({ spent_at: now })
        .where('code_key', '=', codeKey)
        .where('spent_at', 'is', null)
        .where('expires_at', '>', now)
        .returning(['sealed', 'level'])
        .executeTakeFirst();
      const text = row ? keys.open('field', row.sealed, `binding_codes:${codeKey}`) : null;
      if (!row || text === null) return refuse('bindingCodeSpent');
      // Spent: the name and number in it are not needed any more.
      await tx.updateTable('binding_codes').set({ sealed: '' }).where('code_key', '=', codeKey).execute();
      const level = row.level === 'L3' ? 'L3' : 'L2';
      const personRef = await confirmPerson(tx, keys, session.accountRef, JSON.parse(text) as PersonIdentifiers, level, now.getTime());
      await audit.write(tx, {
        at: now, traceId, accountRef: session.accountRef, personRef, operation: 'identity.bindingCode', kind: 'signIn', outcome: 'ok', level,
      });
      return { ok: true, reference: session.accountRef };
    },
    read: grantFor,
  };
  return { [identityBind.name]: bind };
}
