import * as v from 'valibot';
import type { HandlerFor } from '../../../contract/department.ts';
import type { OutputOf } from '../../../contract/operation.ts';
import type { socialSecurityMedicalStatus, socialSecurityStatus } from '../operations/status.ts';
import { ask, garbled, nothingUnreadable } from './ask.ts';
import { belongsElsewhere, cardState, insuranceName, insuranceState, personState } from './codes.ts';
import type { Authority } from './codes.ts';
import { code, codeOrNull, countOrNull, joinUnreadable, monthOrNull, readRows, word, wordOrNull } from './wire.ts';

const place = v.object({ aab301: code, aab034: word });
const insurance = v.object({ aae140: code, aac031: code, aac049: monthOrNull, aae201: countOrNull, aab034: wordOrNull });
const lists = { places: v.array(v.unknown()), insurances: v.array(v.unknown()) };

const rsPerson = v.object({ aac001: wordOrNull, aac008: codeOrNull, ...lists });
const ybPerson = v.object({ akc190: wordOrNull, akc020: wordOrNull, ...lists });

/** Places and insurances of either authority; a kind that the other one runs is left out and named. */
function readLists(person: { places: unknown[]; insurances: unknown[] }, authority: Authority) {
  const places = readRows(place, person.places);
  const insurances = readRows(insurance, person.insurances, (row) => (belongsElsewhere(row.aae140, authority) ? 'aae140' : null));
  return {
    insured: insurances.rows.length + insurances.unreadable.rows > 0,
    places: places.rows.map((row) => ({ code: row.aab301, name: row.aab034 })),
    insurances: insurances.rows.map((row) => {
      const state = insuranceState(row.aac031);
      return {
        code: row.aae140,
        name: insuranceName(row.aae140),
        state: state.key,
        stateText: state.text,
        firstMonth: row.aac049,
        months: row.aae201,
        place: row.aab034,
      };
    }),
    unreadable: joinUnreadable(places.unreadable, insurances.unreadable),
  };
}

const nobody = { insured: false, personalNo: null, places: [], insurances: [], unreadable: nothingUnreadable };

/** 人社: pension, unemployment, work injury. */
export const status: HandlerFor<Record<string, never>, OutputOf<typeof socialSecurityStatus>> = async (context) => {
  const asked = await ask(context, 'rs', 'rs_person');
  if (!asked.ok) return asked;
  const { sources } = asked;
  const start = { authority: 'rs', ...asked.dated } as const;
  if (asked.none) return { ok: true, data: { ...start, ...nobody, personState: null, personStateText: null }, sources };
  const read = v.safeParse(rsPerson, asked.data);
  if (!read.success) return garbled('rs');
  const person = read.output;
  const state = person.aac008 === null ? null : personState(person.aac008);
  return {
    ok: true,
    data: {
      ...start,
      ...readLists(person, 'rs'),
      personalNo: person.aac001,
      personState: state?.key ?? null,
      personStateText: state?.text ?? null,
    },
    sources,
  };
};

/** 医保: medical and maternity. */
export const medicalStatus: HandlerFor<Record<string, never>, OutputOf<typeof socialSecurityMedicalStatus>> = async (context) => {
  const asked = await ask(context, 'yb', '/yb/person');
  if (!asked.ok) return asked;
  const { sources } = asked;
  const start = { authority: 'yb', ...asked.dated } as const;
  if (asked.none) return { ok: true, data: { ...start, ...nobody, cardState: null, cardStateText: null }, sources };
  const read = v.safeParse(ybPerson, asked.data);
  if (!read.success) return garbled('yb');
  const person = read.output;
  const card = person.akc020 === null ? null : cardState(person.akc020);
  return {
    ok: true,
    data: {
      ...start,
      ...readLists(person, 'yb'),
      personalNo: person.akc190,
      cardState: card?.key ?? null,
      cardStateText: card?.text ?? null,
    },
    sources,
  };
};
