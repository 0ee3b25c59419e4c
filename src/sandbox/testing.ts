import type { CityPerson } from './person.ts';

/** Two people for the tests of the stand-ins: the numbers are the public vectors of GB 11643 and of the residence permit. */
export const testPeople: readonly CityPerson[] = [
  {
    id: 'wang',
    label: '在职职工',
    name: '王小明',
    credentialType: 'residentId',
    credentialNo: '11010519491231002X',
    identityLevel: 3,
    weixin: { openid: 'oSandboxWang', realName: 'verified' },
    alipay: { userId: '2088000000000001', openId: 'alipay-open-wang', certifyOutcome: 'pass' },
  },
  {
    id: 'chan',
    label: '港澳台居民居住证',
    name: '陈大文',
    credentialType: 'hkMacaoTaiwanResidencePermit',
    credentialNo: '810000199408230021',
    identityLevel: 2,
    weixin: { openid: 'oSandboxChan', realName: 'none' },
    alipay: { userId: null, openId: 'alipay-open-chan', certifyOutcome: 'fail' },
  },
];

/** One of the two by id. */
export function testPerson(id: 'wang' | 'chan'): CityPerson {
  const person = testPeople.find((candidate) => candidate.id === id);
  if (!person) throw new Error(`no test person ${id}`);
  return person;
}
