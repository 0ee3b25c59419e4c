/**
 * Codes by which a department says something about the person and not about the call.
 * They reach the service as a good reply; ASSUMED by us, to be replaced by a city's own table.
 */
export const businessCodes = {
  done: '0',
  /** Nobody with this number and name. */
  personUnknown: 'E-201',
  deceased: 'E-202',
  /** Known or not, but never insured here: an empty answer, no error. */
  noRecord: 'E-203',
  /** What was asked to be done is not for this person, not for this time, or cannot be decided from the data. */
  notForPerson: 'E-301',
  notYet: 'E-302',
  notConclusive: 'E-303',
} as const;

const known = new Set<string>(Object.values(businessCodes));

/** True when the service, not the connector, decides what the code means. */
export function isBusinessCode(code: string): boolean {
  return known.has(code);
}
