import type { Career } from './career.ts';
import { elsewhere, fiveKinds, here } from './career.ts';

/** An employee with one employer ever since, and the base raised every few years. */
function oneEmployer(personalNo: string, from: string, to: string | null, employer: string, base: Readonly<Record<number, number>>): Career {
  return { personalNo, spans: [{ from, to, mode: 'employee', employer, place: here, base, kinds: fiveKinds }] };
}

/**
 * Careers by demo person; a person who is not here was never insured.
 * Month rows, overview and account statement all derive from these, so a figure can only be changed here.
 */
export const careers: Readonly<Record<string, Career>> = {
  employee: {
    personalNo: '1000000101',
    spans: [
      {
        from: '201107', to: '201808', mode: 'employee', employer: '示例市恒川机械有限公司', place: here, kinds: fiveKinds,
        base: { 2011: 2800, 2013: 3300, 2015: 4100, 2017: 5200 },
      },
      {
        from: '201809', to: null, mode: 'employee', employer: '示例市青禾软件有限公司', place: here, kinds: fiveKinds,
        base: { 2018: 7600, 2020: 9200, 2022: 11000, 2024: 12800, 2026: 13600 },
      },
    ],
  },
  flexible: {
    personalNo: '1000000202',
    spans: [
      {
        from: '201501', to: null, mode: 'flexible', employer: '灵活就业人员', place: here, kinds: { 110: '', 310: '' },
        base: { 2015: 2700, 2018: 3300, 2021: 4100, 2024: 4700 },
      },
    ],
  },
  retired: {
    personalNo: '1000000303',
    retired: '201908',
    spans: [
      {
        from: '199206', to: '201908', mode: 'employee', employer: '示例市公共汽车公司', place: here,
        kinds: { 110: '', 210: '199901', 310: '200101', 410: '200401', 510: '200401' },
        base: { 1992: 210, 1995: 420, 1998: 680, 2001: 950, 2004: 1350, 2007: 1900, 2010: 2600, 2013: 3400, 2016: 4500, 2019: 5200 },
      },
    ],
  },
  gap: {
    personalNo: '1000000404',
    spans: [
      {
        from: '201407', to: '201803', mode: 'employee', employer: '示例市云帆贸易有限公司', place: here, kinds: fiveKinds,
        base: { 2014: 3100, 2016: 3800 },
      },
      {
        from: '201811', to: null, mode: 'employee', employer: '示例市晨光教育咨询有限公司', place: here, kinds: fiveKinds,
        base: { 2018: 4400, 2020: 5300, 2023: 6500, 2025: 7200 },
      },
    ],
    singles: [
      {
        month: '201806', kind: '110', type: '20', employer: '示例市云帆贸易有限公司', place: here,
        base: 3800, months: 3, creditedOn: '2018-12-20', accountFen: null,
      },
      {
        month: '202105', kind: '110', type: '20', employer: '示例市云帆贸易有限公司', place: here,
        base: 3800, months: 2, creditedOn: '2021-05-25', accountFen: null,
      },
    ],
  },
  'forty-years': {
    personalNo: '1000000505',
    spans: [
      {
        from: '198607', to: '199812', mode: 'employee', employer: '示例市第二棉纺织厂', place: here, kinds: { 110: '' },
        base: { 1986: 70, 1989: 120, 1992: 230, 1995: 460, 1998: 720 },
      },
      {
        from: '199901', to: null, mode: 'employee', employer: '示例市恒丰纺织集团有限公司', place: here,
        kinds: { 110: '', 210: '', 310: '200101', 410: '200401', 510: '200401' },
        base: { 1999: 780, 2002: 1050, 2005: 1500, 2008: 2150, 2011: 2900, 2014: 3800, 2017: 4900, 2020: 6100, 2023: 7000, 2026: 7600 },
      },
    ],
  },
  'hk-permit': oneEmployer('1000000606', '201903', null, '示例市海湾设计有限公司', { 2019: 9000, 2022: 10500, 2025: 11800 }),
  'macao-permit': oneEmployer('1000000707', '202009', null, '示例市莲湖酒店有限公司', { 2020: 6200, 2023: 7100 }),
  'taiwan-permit': oneEmployer('1000000808', '201805', '202406', '示例市合光电子有限公司', { 2018: 8200, 2021: 9600, 2024: 10200 }),
  'permanent-resident': oneEmployer('1000000909', '201609', null, '示例市国际学校', { 2016: 10000, 2020: 12600, 2024: 14900 }),
  'permanent-resident-old': oneEmployer('1000001010', '201002', null, '示例市精密工具有限公司', { 2010: 6800, 2015: 9900, 2020: 13200, 2025: 15100 }),
  'rare-name': oneEmployer('1000001111', '201507', null, '示例市图书馆服务中心', { 2015: 3300, 2019: 4700, 2023: 6100 }),
  'dotted-name': oneEmployer('1000001212', '201309', null, '示例市丝路食品有限公司', { 2013: 2900, 2017: 4000, 2021: 5400, 2025: 6300 }),
  child: {
    personalNo: '1000001313',
    spans: [
      {
        from: '201701', to: null, mode: 'resident', employer: '城乡居民', place: here, kinds: { 390: '' },
        base: { 2017: 150, 2019: 220, 2021: 280, 2023: 350, 2025: 400 },
      },
    ],
  },
  moved: {
    personalNo: '1000001414',
    spans: [
      {
        from: '201911', to: null, mode: 'employee', employer: '示例市远航物流有限公司', place: here, kinds: fiveKinds,
        base: { 2019: 5600, 2022: 6900, 2025: 7800 },
      },
    ],
    singles: [
      {
        month: '202003', kind: '110', type: '30', employer: '邻州市转入', place: elsewhere,
        base: 0, months: 66, creditedOn: '2020-03-18', accountFen: 2_384_640,
      },
    ],
  },
};

/** People about whom the departments answer "deceased" and nothing else. */
export const deceasedPeople: ReadonlySet<string> = new Set(['deceased']);
