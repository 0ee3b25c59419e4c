import { randomBytes } from 'node:crypto';
import { refuse } from '../../../contract/problems.ts';
import type { Refusal } from '../../../contract/problems.ts';
import { identityCancelClaim, identityCompleteClaim, identityMethodsList, identityStartClaim } from '../../../contract/platform/identity.ts';
import type { SessionGrant } from '../../../contract/platform/session.ts';
import type { InputOf, OutputOf } from '../../../contract/operation.ts';
import { shanghaiTime } from '../../../contract/shanghai-time.ts';
import type { CallContext, Handlers, Outcome, ReadHandler, WriteHandler } from '../../ports.ts';
import type { IdentityDeps } from '../deps.ts';
import { confirmPerson } from '../persons.ts';
import type { HostClients } from '../sessions/host-login.ts';
import { askHost } from './ask-host.ts';
import { checkClaim } from './check.ts';
import { countClaim } from './limits.ts';
import { accepts, alipayLevel, methodsOf } from './methods.ts';
import { findClaim, findSameClaim, insertClaim, moveClaim, setContent } from './store.ts';
import type { Claim } from './store.ts';

/** Gives the account's session after a check: the same level for the first answer and for every repeat. */
export type GrantFor = (context: CallContext) => Promise<Outcome<SessionGrant>>;

/** Handlers of `identity.methods` and of claims at WeChat and Alipay. */
export function claimHandlers(deps: IdentityDeps, clients: HostClients, grantFor: GrantFor): Handlers {
  const { storage, keys, audit, settings, log } = deps;

  const list: ReadHandler<InputOf<typeof identityMethodsList>, OutputOf<typeof identityMethodsList>> = {
    kind: 'read',
    async handle({ session }) {
      return session ? { ok: true, data: { methods: methodsOf(session.host, settings) } } : refuse('sessionMissing');
    },
  };

  /** Alipay wants its order before the jump; an order that exists already is used again. */
  const orderAtAlipay = async (claim: Claim): Promise<Refusal | null> => {
    const { content, claimId } = claim;
    if (!clients.alipay || !content) return refuse('identityMethodUnavailable');
    if (content.certifyId) return null;
    // A fresh number each time: a lost answer leaves an order behind that must not be used twice.
    const orderNo = randomBytes(16).toString('hex');
    const answer = await clients.alipay.initialize(orderNo, content.identifiers.name, content.identifiers.credentialNo);
    if (!answer.ok) {
      log.warn({ subCode: answer.subCode }, 'Alipay did not open an identity check');
      return refuse(answer.kind === 'invalid' ? 'identityMismatch' : 'hostUnavailable');
    }
    await setContent(storage.db, keys, claimId, { ...content, orderNo, certifyId: answer.certifyId });
    return null;
  };

  const start: WriteHandler<InputOf<typeof identityStartClaim>, OutputOf<typeof identityStartClaim>, { claimId: string }> = {
    kind: 'write',
    async prepare(context, input) {
      const { session, now } = context;
      if (!session) return refuse('sessionMissing');
      const method = methodsOf(session.host, settings).find((one) => one.id === input.method);
      if (!method?.available || !accepts(input.method).includes(input.credentialType)) return refuse('identityMethodUnavailable');
      const checked = checkClaim(input, now);
      if (!checked.ok) return checked;
      const kept = await storage.transaction(async (tx): Promise<Claim | null> => {
        const same = await findSameClaim(tx, keys, session.accountRef, input.method, checked.identifiers, now);
        if (same) return same;
        if (!(await countClaim(tx, keys, session.accountRef, checked.identifiers, now))) return null;
        const content = { identifiers: checked.identifiers, returnTo: input.returnTo };
        const claimId = await insertClaim(tx, keys, session.accountRef, input.method, content, now);
        return findClaim(tx, keys, session.accountRef, claimId);
      });
      if (!kept) return refuse('claimLimit');
      const refusal = input.method === 'alipayCertify' ? await orderAtAlipay(kept) : null;
      return refusal ?? { ok: true, prepared: { claimId: kept.claimId } };
    },
    // The claim was kept before the host was asked; the unit of work adds key and audit row.
    async write(_tx, _context, _input, { claimId }) {
      return { ok: true, reference: claimId };
    },
    async read({ session }, claimId) {
      const claim = session && (await findClaim(storage.db, keys, session.accountRef, claimId));
      if (!claim) return refuse('claimExpired');
      const expiresAt = shanghaiTime(claim.expiresAt);
      if (claim.method === 'weixinRealName') {
        const { appId, path } = settings.weixinRealName;
        return { ok: true, data: { claimId, expiresAt, jump: { kind: 'weixinMiniProgram', appId, path } } };
      }
      const certifyId = claim.content?.certifyId;
      if (!certifyId || !clients.alipay) return refuse('claimExpired');
      return { ok: true, data: { claimId, expiresAt, jump: { kind: 'alipayCertify', certifyId, url: clients.alipay.certifyUrl(certifyId) } } };
    },
  };

  const complete: WriteHandler<InputOf<typeof identityCompleteClaim>, SessionGrant> = {
    kind: 'write',
    async prepare({ session, now }, input) {
      if (!session) return refuse('sessionMissing');
      const claim = await findClaim(storage.db, keys, session.accountRef, input.claimId);
      if (!claim) return refuse('notFound');
      const refusal = await askHost(deps, clients, claim, session.accountRef, input.code, now);
      return refusal ?? { ok: true, prepared: null };
    },
    async write(tx, { session, now, traceId }, { claimId }) {
      const claim = session && (await findClaim(tx, keys, session.accountRef, claimId));
      if (!session || claim?.state !== 'verified' || !claim.content) return refuse('claimExpired');
      const level = claim.method === 'alipayCertify' ? alipayLevel(settings) : 'L2';
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
    [identityCompleteClaim.name]: complete,
    [identityCancelClaim.name]: cancel,
  };
}
