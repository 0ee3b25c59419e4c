import { refuse, type Refusal } from '../../contract/problems.ts';
import { headerNames } from '../../contract/signing.ts';
import { header, type Call } from './call.ts';
import type { SessionTokens } from './session.ts';

const missing = refuse('sessionMissing');
const bearer = /^Bearer ([A-Za-z0-9._~+/=-]{16,1200})$/;

/** Fourth step: opens the sealed token. */
export function checkSession(call: Call, tokens: SessionTokens): Refusal | null | Promise<Refusal | null> {
  const token = bearer.exec(header(call.request, headerNames.authorization) ?? '')?.[1];
  if (!token) return missing;
  const opened = tokens.open(token, call.now);
  if (opened instanceof Promise) return opened.then((one) => accept(call, one));
  return accept(call, opened);
}

function accept(call: Call, opened: Awaited<ReturnType<SessionTokens['open']>>): Refusal | null {
  if ('code' in opened) return opened;
  call.session = opened;
  return null;
}
