import type { CreateStandIns, DepartmentStandIn, StandInAnswer, StandInCity, StandInRequest } from '../../contract/stand-in.ts';
import { certificateServices } from './sandbox/certificate/services.ts';
import { createChecks } from './sandbox/checks.ts';
import { createFeed } from './sandbox/feed.ts';
import { oddAccount, oddPerson, oddRows } from './sandbox/odd-data.ts';
import { createQualification } from './sandbox/qualification.ts';
import type { PersonRecord } from './sandbox/records.ts';
import { dataDate, lookUp, refusalWords, rsKinds, ybKinds } from './sandbox/records.ts';
import { statement } from './sandbox/statement.ts';
import { insuranceFields, placeFields, rowFields, yearFields, yuan } from './sandbox/wire.ts';

type Fields = Record<string, unknown>;
type Service = (request: StandInRequest) => StandInAnswer;
type Maker = (record: PersonRecord, odd: boolean) => { data: Fields; total: number };

/** 人社 on the national exchange: envelope with code, total and dataTime. */
function rsService(city: StandInCity, make: Maker): Service {
  return (request) => {
    const odd = city.oddData('rs');
    const found = lookUp(city, request, rsKinds);
    const dataTime = dataDate(city.today());
    if (!found.ok) return { body: { code: found.code, message: refusalWords[found.code], data: null, total: 0, dataTime } };
    const { data, total } = make(found.record, odd);
    return { body: { code: '0', message: '成功', data, total, dataTime } };
  };
}

/** 医保 behind the provincial gateway: the data date stands inside the data. */
function ybService(city: StandInCity, make: Maker): Service {
  return (request) => {
    const odd = city.oddData('yb');
    const found = lookUp(city, request, ybKinds);
    if (!found.ok) return { body: { success: false, code: found.code, msg: refusalWords[found.code], data: null } };
    const { data } = make(found.record, odd);
    return { body: { success: true, code: '0', msg: '成功', data: { ...data, dataTime: dataDate(city.today()) } } };
  };
}

const rowsOf: Maker = (record, odd) => {
  const rows = rowFields(record);
  return { data: { rows: odd ? oddRows(rows) : rows }, total: rows.length };
};

/** The two departments of social security; every figure they state derives from the month rows. */
export const createStandIns: CreateStandIns = (city) => {
  const rsPerson: Maker = (record, odd) => {
    const insurances = insuranceFields(record, city.today());
    const data: Fields = {
      aac001: record.career.personalNo,
      aac003: record.person.name,
      // The person's status is that of the pension insurance.
      aac008: insurances.find((one) => one.aae140 === '110')?.aac031 ?? '3',
      places: placeFields(record),
      insurances,
    };
    return { data: odd ? oddPerson(data) : data, total: 1 };
  };
  const rsAccount: Maker = (record, odd) => {
    const account = statement(record.career, record.rows, '110', city.today());
    const data: Fields = {
      aae240: yuan(account.balanceFen),
      aae238: yuan(account.principalFen),
      aae239: yuan(account.interestFen),
      aae003_to: account.to,
      years: yearFields(account),
    };
    return { data: odd ? oddAccount(data) : data, total: account.years.length };
  };
  const ybPerson: Maker = (record, odd) => {
    const data: Fields = {
      akc190: `YB${record.career.personalNo}`,
      akc020: '1',
      places: placeFields(record),
      insurances: insuranceFields(record, city.today()),
    };
    return { data: odd ? oddPerson(data) : data, total: 1 };
  };
  const ybAccount: Maker = (record, odd) => {
    const account = statement(record.career, record.rows, '310', city.today());
    const data: Fields = { akc087: yuan(account.balanceFen), aae003_to: account.to, years: yearFields(account) };
    return { data: odd ? oddAccount(data) : data, total: account.years.length };
  };
  const feed = createFeed(city);
  const qualification = createQualification(city);
  const rsChecks = createChecks(city, 'HD');
  const ybChecks = createChecks(city, 'YB');
  type Said = ReturnType<typeof rsChecks.submit>;
  const rsSaid = (said: Said): StandInAnswer => ({ body: { code: said.ok ? '0' : said.code, message: said.ok ? '成功' : '没有受理', data: said.ok ? said.data : null, total: 1, dataTime: city.today() } });
  const ybSaid = (said: Said): StandInAnswer => ({ body: { success: said.ok, code: said.ok ? '0' : said.code, msg: said.ok ? '成功' : '没有受理', data: said.ok ? said.data : null } });
  const standIns: DepartmentStandIn[] = [
    {
      department: { id: 'rs', dialect: 'national-exchange' },
      services: {
        rs_person: rsService(city, rsPerson),
        rs_contributions: rsService(city, rowsOf),
        rs_account: rsService(city, rsAccount),
        rs_feed: feed.service,
        ...qualification.services,
        rs_check_submit: (request) => rsSaid(rsChecks.submit(request)),
        rs_check_state: (request) => rsSaid(rsChecks.state(request)),
      },
      slowServices: certificateServices(city),
      control: { ...feed.control, ...qualification.control, ...rsChecks.control },
    },
    {
      department: { id: 'yb', dialect: 'provincial-hmac' },
      services: {
        '/yb/person': ybService(city, ybPerson),
        '/yb/contributions': ybService(city, rowsOf),
        '/yb/account': ybService(city, ybAccount),
        '/yb/check/submit': (request) => ybSaid(ybChecks.submit(request)),
        '/yb/check/state': (request) => ybSaid(ybChecks.state(request)),
      },
      control: ybChecks.control,
    },
  ];
  return standIns;
};
