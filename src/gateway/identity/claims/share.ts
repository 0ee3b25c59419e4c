import type { CredentialType } from '../../../contract/credentials.ts';
import type { PersonIdentifiers } from '../../../contract/department.ts';
import type { InputOf } from '../../../contract/operation.ts';
import { identityShare } from '../../../contract/platform/identity.ts';
import type { SessionGrant } from '../../../contract/platform/session.ts';
import { refuse } from '../../../contract/problems.ts';
import type { Handlers, WriteHandler } from '../../ports.ts';
import type { IdentityDeps } from '../deps.ts';
import { confirmPerson } from '../persons.ts';
import type { HostClients } from '../sessions/host-login.ts';
import { grantOfAccount } from './ask-alipay.ts';
import { checkClaim } from './check.ts';
import type { GrantFor } from './handlers.ts';

/** `cert_type` of Alipay's member record; kinds that no service accepts are left out. */
const credentialTypeOf: Readonly<Record<string, CredentialType>> = {
  '0': 'residentId', '1': 'passport', '4': 'hkMacaoPermit', '11': 'hkMacaoPermit', '8': 'taiwanPermit', '12': 'taiwanPermit',
  '13': 'hkMacaoTaiwanResidencePermit', '14': 'hkMacaoTaiwanResidencePermit', '16': 'foreignPermanentResident',
};

/**
 * Handler of `identity.share`: name and document come from Alipay's member record, with the person's agreement there.
 * Most contracts leave the document out; then another method is the way.
 */
export function shareHandlers(deps: IdentityDeps, clients: HostClients, grantFor: GrantFor): Handlers {
  const { keys, audit, settings, log } = deps;
  const share: WriteHandler<InputOf<typeof identityShare>, SessionGrant, { identifiers: PersonIdentifiers }> = {
    kind: 'write',
    async prepare({ session, now }, { code }) {
      if (!session) return refuse('sessionMissing');
      const enabled = session.host === 'alipay' && settings.methods.alipay.some((one) => one.id === 'alipayUserInfo' && one.enabled);
      if (!enabled || !clients.alipay) return refuse('identityMethodUnavailable');
      const grant = await grantOfAccount(deps, clients.alipay, session.accountRef, code);
      if (!('accessToken' in grant)) return grant;
      const member = await clients.alipay.member(grant.accessToken);
      if (!member.ok) {
        log.warn({ subCode: member.subCode }, 'Alipay did not hand over a member record');
        return refuse(member.subCode?.includes('permission') ? 'identityMethodUnavailable' : 'hostUnavailable');
      }
      const credentialType = credentialTypeOf[member.certType ?? ''];
      if (!member.certified || member.company || !member.name || !member.certNo || !credentialType) return refuse('identityMethodUnavailable');
      const checked = checkClaim({ name: member.name, credentialType, credentialNo: member.certNo }, now);
      if (checked.ok) return { ok: true, prepared: { identifiers: checked.identifiers } };
      // Nothing was typed here: a number that breaks its rule is the record's matter, not the person's to mend.
      return checked.code === 'inputInvalid' ? refuse('identityMethodUnavailable') : checked;
    },
    async write(tx, { session, now, traceId }, _input, { identifiers }) {
      if (!session) return refuse('sessionMissing');
      const personRef = await confirmPerson(tx, keys, session.accountRef, identifiers, 'L2', now.getTime());
      await audit.write(tx, {
        at: now, traceId, accountRef: session.accountRef, personRef, operation: 'identity.alipayUserInfo', kind: 'signIn', outcome: 'ok', level: 'L2',
      });
      return { ok: true, reference: session.accountRef };
    },
    read: grantFor,
  };
  return { [identityShare.name]: share };
}
