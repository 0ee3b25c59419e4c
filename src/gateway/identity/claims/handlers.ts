import { refuse } from '../../../contract/problems.ts';
import type { Refusal } from '../../../contract/problems.ts';
import { facePurpose, identityCancelClaim, identityCompleteClaim, identityMethodsList, identityStartClaim, identityStepUp } from '../../../contract/platform/identity.ts';
import type { ClaimMethod } from '../../../contract/platform/identity.ts';
import { platformPurposes } from '../../../contract/platform/purposes.ts';
import type { SessionGrant } from '../../../contract/platform/session.ts';
import type { PersonIdentifiers } from '../../../contract/department.ts';
import type { InputOf, OutputOf } from '../../../contract/operation.ts';
import { shanghaiTime } from '../../../contract/shanghai-time.ts';
import type { CallContext, Handlers, Outcome, ReadHandler, SessionView, WriteHandler } from '../../ports.ts';
import { newRef } from '../../storage/ids.ts';
import type { IdentityDeps } from '../deps.ts';
import { confirmPerson } from '../persons.ts';
import type { HostClients } from '../sessions/host-login.ts';
import { askHost } from './ask-host.ts';
import { checkClaim } from './check.ts';
import { countClaim } from './limits.ts';
import { levelOf, methodsOf } from './methods.ts';
import { jumpOf, openOrder } from './open-order.ts';
import { claimLifetimeMs, findClaim, findSameClaim, insertClaim, moveClaim } from './store.ts';

/** Gives the account's session after a check: the same level for the first answer and for every repeat. */
export type GrantFor = (context: CallContext) => Promise<Outcome<SessionGrant>>;
export type IdentifiersOf = (personRef: string) => Promise<PersonIdentifiers | null>;

type Started = OutputOf<typeof identityStartClaim>;
type Kept = { readonly ok: true; readonly prepared: { readonly claimId: string } } | Refusal;

const faceVersion = platformPurposes.find((one) => one.id === facePurpose)?.version;

/** Handlers of `identity.methods` and of claims at WeChat and Alipay. */
export function claimHandlers(deps: IdentityDeps, clients: HostClients, grantFor: GrantFor, identifiersOf: IdentifiersOf): Handlers {
  const { storage, keys, audit, settings } = deps;

  const knownOf = async (session: SessionView): Promise<PersonIdentifiers | null> => (session.personRef ? identifiersOf(session.personRef) : null);

  const list: ReadHandler<InputOf<typeof identityMethodsList>, OutputOf<typeof identityMethodsList>> = {
    kind: 'read',
    async handle({ session }) {
      if (!session) return refuse('sessionMissing');
      return { ok: true, data: { methods: methodsOf(session.host, settings, (await knownOf(session))?.credentialType ?? null) } };
    },
  };

  /** Keeps the claim, then opens the host's order: nothing is lost when the host is slow or the process dies. */
  const keep = async (session: SessionView, now: Date, method: ClaimMethod, identifiers: PersonIdentifiers, returnTo: string | undefined, counted: boolean): Promise<Kept> => {
    const offered = methodsOf(session.host, settings, identifiers.credentialType).find((one) => one.id === method);
    if (!offered?.available) return refuse('identityMethodUnavailable');
    const claim = await storage.transaction(async (tx) => {
      const same = await findSameClaim(tx, keys, session.accountRef, method, identifiers, now);
      if (same) return same;
      if (counted && !(await countClaim(tx, keys, session.accountRef, identifiers, now))) return null;
      const claimId = await insertClaim(tx, keys, session.accountRef, method, { identifiers, returnTo }, now);
      return findClaim(tx, keys, session.accountRef, claimId);
    });
    if (!claim) return refuse('claimLimit');
    const refusal = await openOrder(deps, clients, claim, session.accountRef);
    return refusal ?? { ok: true, prepared: { claimId: claim.claimId } };
  };

  const read = async ({ session }: CallContext, claimId: string): Promise<Outcome<Started>> => {
    const claim = session && (await findClaim(storage.db, keys, session.accountRef, claimId));
    const jump = claim && jumpOf(claim, deps, clients);
    return jump ? { ok: true, data: { claimId, expiresAt: shanghaiTime(claim.expiresAt), jump } } : refuse('claimExpired');
  };

  const start: WriteHandler<InputOf<typeof identityStartClaim>, Started, { claimId: string }> = {
    kind: 'write',
    async prepare({ session, now }, input) {
      if (!session) return refuse('sessionMissing');
      const method = methodsOf(session.host, settings, input.credentialType).find((one) => one.id === input.method);
      if (!method?.available) return refuse('identityMethodUnavailable');
      const checked = checkClaim(input, now);
      if (!checked.ok) return checked;
      if (method.face && input.faceConsent !== faceVersion) return refuse('consentRequired', { purposes: [facePurpose] });
      return keep(session, now, input.method, checked.identifiers, input.returnTo, true);
    },
    // The claim was kept before the host was asked; the unit of work adds key and audit row.
    async write(tx, { session, now, traceId }, { faceConsent }, { claimId }) {
      if (!session) return refuse('sessionMissing');
      // Nobody is confirmed yet: the agreement belongs to the host account and holds for this one check.
      if (faceConsent !== undefined) {
        await tx.insertInto('consents').values({
          consent_id: newRef(), account_ref: session.accountRef, purpose: facePurpose, version: faceConsent, decision: 'granted',
          decided_at: now, until: new Date(now.getTime() + claimLifetimeMs), trace_id: traceId,
        }).execute();
      }
      return { ok: true, reference: claimId };
    },
    read,
  };

  const stepUp: WriteHandler<InputOf<typeof identityStepUp>, Started, { claimId: string }> = {
    kind: 'write',
    async prepare({ session, now }, { method, returnTo }) {
      if (!session) return refuse('sessionMissing');
      const known = await knownOf(session);
      // Level without identifiers: they lapsed a moment ago, the person confirms name and number again.
      if (!known) return refuse('levelTooLow', { requiredLevel: 'L2' });
      // Not counted as a claim: nobody can try numbers with the one that is proven already.
      return keep(session, now, method, known, returnTo, false);
    },
    async write(_tx, _context, _input, { claimId }) {
      return { ok: true, reference: claimId };
    },
    read,
  };

  const complete: WriteHandler<InputOf<typeof identityCompleteClaim>, SessionGrant> = {
    kind: 'write',
    async prepare({ session, now }, input) {
      if (!session) return refuse('sessionMissing');
      const claim = await findClaim(storage.db, keys, session.accountRef, input.claimId);
      if (!claim) return refuse('notFound');
      const refusal = await askHost({ deps, clients, claim, accountRef: session.accountRef, code: input.code, now });
      return refusal ?? { ok: true, prepared: null };
    },
    async write(tx, { session, now, traceId }, { claimId }) {
      const claim = session && (await findClaim(tx, keys, session.accountRef, claimId));
      if (!session || claim?.state !== 'verified' || !claim.content) return refuse('claimExpired');
      const level = levelOf(claim.method, settings);
      const personRef = await confirmPerson(tx, keys, session.accountRef, claim.content.identifiers, level, now.getTime());
      if (!(await moveClaim(tx, keys, claimId, 'verified', 'done'))) return refuse('claimExpired');
      await audit.write(tx, {
        at: now, traceId, accountRef: session.accountRef, personRef, operation: `identity.${claim.method}`, kind: 'signIn', outcome: 'ok', level,
      });
      return { ok: true, reference: claimId };
    },
    read: grantFor,
  };

  const cancel: WriteHandler<InputOf<typeof identityCancelClaim>, OutputOf<typeof identityCancelClaim>> = {
    kind: 'write',
    async write(tx, { session }, { claimId }) {
      const claim = session && (await findClaim(tx, keys, session.accountRef, claimId));
      if (!claim) return refuse('notFound');
      // One that is over stays as it is: giving up twice is no mistake.
      await moveClaim(tx, keys, claimId, 'pending', 'cancelled');
      return { ok: true, reference: claimId };
    },
    read: async () => ({ ok: true, data: { done: true } }),
  };

  return {
    [identityMethodsList.name]: list,
    [identityStartClaim.name]: start,
    [identityStepUp.name]: stepUp,
    [identityCompleteClaim.name]: complete,
    [identityCancelClaim.name]: cancel,
  };
}
