/** What a person's pages show of one department on the fixed day. Amounts in fen, sums over all rows. */
export interface ExpectedDepartment {
  /** Kind, status word, first month, credited months. */
  readonly insurances: readonly (readonly [kind: string, state: '参保缴费' | '暂停' | '终止' | '退休', first: string, months: number])[];
  readonly places: readonly string[];
  readonly rows: number;
  /** Of twenty rows each. */
  readonly pages: number;
  /** Rows that are not credited yet. */
  readonly onTheWay: number;
  readonly unitFen: number;
  readonly personalFen: number;
  readonly account: {
    readonly to: string;
    readonly years: number;
    readonly principalFen: number;
    readonly interestFen: number;
    readonly balanceFen: number;
  };
}

/** A refusal means: no figures; E-202 shows the offline way only, E-203 says never insured. */
export type Expected = ExpectedDepartment | { readonly refusal: 'E-202' | 'E-203' };

/** Local date of the expectations. */
export const expectedOn = '2026-11-15';

/** The expected screen of every demo person, as literal figures: a change of a career or a rate must be stated here too. */
export const expectedScreens: Readonly<Record<string, { readonly rs: Expected; readonly yb: Expected }>> = {
  employee: {
    rs: {
      insurances: [['110', '参保缴费', '201107', 183], ['210', '参保缴费', '201107', 183], ['410', '参保缴费', '201107', 183]],
      places: ['示例市'],
      rows: 552, pages: 28, onTheWay: 3,
      unitFen: 24_920_240, personalFen: 11_743_600,
      account: { to: '202609', years: 16, principalFen: 10_944_000, interestFen: 2_934_575, balanceFen: 13_878_575 },
    },
    yb: {
      insurances: [['310', '参保缴费', '201107', 183], ['510', '参保缴费', '201107', 183]],
      places: ['示例市'],
      rows: 368, pages: 19, onTheWay: 2,
      unitFen: 13_539_680, personalFen: 2_763_200,
      account: { to: '202609', years: 16, principalFen: 4_348_800, interestFen: 86_911, balanceFen: 4_435_711 },
    },
  },
  flexible: {
    rs: {
      insurances: [['110', '参保缴费', '201501', 141]],
      places: ['示例市'],
      rows: 142, pages: 8, onTheWay: 1,
      unitFen: 0, personalFen: 10_468_000,
      account: { to: '202609', years: 12, principalFen: 4_149_600, interestFen: 1_018_559, balanceFen: 5_168_159 },
    },
    yb: {
      insurances: [['310', '参保缴费', '201501', 141]],
      places: ['示例市'],
      rows: 142, pages: 8, onTheWay: 1,
      unitFen: 0, personalFen: 4_710_600,
      account: { to: '202609', years: 12, principalFen: 1_037_400, interestFen: 16_304, balanceFen: 1_053_704 },
    },
  },
  retired: {
    rs: {
      insurances: [['110', '退休', '199206', 327], ['210', '终止', '199901', 248], ['410', '终止', '200401', 188]],
      places: ['示例市'],
      rows: 763, pages: 39, onTheWay: 0,
      unitFen: 12_740_100, personalFen: 4_957_220,
      account: { to: '201908', years: 24, principalFen: 5_146_360, interestFen: 2_735_588, balanceFen: 7_881_948 },
    },
    yb: {
      insurances: [['310', '退休', '200101', 224], ['510', '终止', '200401', 188]],
      places: ['示例市'],
      rows: 412, pages: 21, onTheWay: 0,
      unitFen: 5_566_480, personalFen: 1_141_600,
      account: { to: '201908', years: 19, principalFen: 2_283_200, interestFen: 56_473, balanceFen: 2_339_673 },
    },
  },
  gap: {
    rs: {
      insurances: [['110', '参保缴费', '201407', 145], ['210', '参保缴费', '201407', 140], ['410', '参保缴费', '201407', 140]],
      places: ['示例市'],
      rows: 425, pages: 22, onTheWay: 3,
      unitFen: 13_344_680, personalFen: 6_316_200,
      account: { to: '202609', years: 13, principalFen: 5_896_000, interestFen: 1_428_565, balanceFen: 7_324_565 },
    },
    yb: {
      insurances: [['310', '参保缴费', '201407', 140], ['510', '参保缴费', '201407', 140]],
      places: ['示例市'],
      rows: 282, pages: 15, onTheWay: 2,
      unitFen: 7_106_960, personalFen: 1_450_400,
      account: { to: '202609', years: 13, principalFen: 2_257_600, interestFen: 41_478, balanceFen: 2_299_078 },
    },
  },
  'forty-years': {
    rs: {
      insurances: [['110', '参保缴费', '198607', 483], ['210', '参保缴费', '199901', 333], ['410', '参保缴费', '200401', 273]],
      places: ['示例市'],
      rows: 1092, pages: 55, onTheWay: 3,
      unitFen: 22_684_880, personalFen: 9_871_840,
      account: { to: '202609', years: 31, principalFen: 9_707_160, interestFen: 5_636_545, balanceFen: 15_343_705 },
    },
    yb: {
      insurances: [['310', '参保缴费', '200101', 309], ['510', '参保缴费', '200401', 273]],
      places: ['示例市'],
      rows: 584, pages: 30, onTheWay: 2,
      unitFen: 11_181_200, personalFen: 2_287_520,
      account: { to: '202609', years: 26, principalFen: 3_903_840, interestFen: 124_686, balanceFen: 4_028_526 },
    },
  },
  'hk-permit': {
    rs: {
      insurances: [['110', '参保缴费', '201903', 91], ['210', '参保缴费', '201903', 91], ['410', '参保缴费', '201903', 91]],
      places: ['示例市'],
      rows: 276, pages: 14, onTheWay: 3,
      unitFen: 16_018_840, personalFen: 8_020_600,
      account: { to: '202609', years: 8, principalFen: 7_454_400, interestFen: 837_333, balanceFen: 8_291_733 },
    },
    yb: {
      insurances: [['310', '参保缴费', '201903', 91], ['510', '参保缴费', '201903', 91]],
      places: ['示例市'],
      rows: 184, pages: 10, onTheWay: 2,
      unitFen: 9_247_280, personalFen: 1_887_200,
      account: { to: '202609', years: 8, principalFen: 2_727_600, interestFen: 33_254, balanceFen: 2_760_854 },
    },
  },
  'macao-permit': {
    rs: {
      insurances: [['110', '参保缴费', '202009', 73], ['210', '参保缴费', '202009', 73], ['410', '参保缴费', '202009', 73]],
      places: ['示例市'],
      rows: 222, pages: 12, onTheWay: 3,
      unitFen: 8_453_380, personalFen: 4_251_700,
      account: { to: '202609', years: 7, principalFen: 3_944_800, interestFen: 288_419, balanceFen: 4_233_219 },
    },
    yb: {
      insurances: [['310', '参保缴费', '202009', 73], ['510', '参保缴费', '202009', 73]],
      places: ['示例市'],
      rows: 148, pages: 8, onTheWay: 2,
      unitFen: 4_901_960, personalFen: 1_000_400,
      account: { to: '202609', years: 7, principalFen: 1_333_400, interestFen: 12_696, balanceFen: 1_346_096 },
    },
  },
  'taiwan-permit': {
    rs: {
      insurances: [['110', '暂停', '201805', 74], ['210', '暂停', '201805', 74], ['410', '暂停', '201805', 74]],
      places: ['示例市'],
      rows: 222, pages: 12, onTheWay: 0,
      unitFen: 11_703_080, personalFen: 5_688_200,
      account: { to: '202609', years: 9, principalFen: 5_353_600, interestFen: 1_050_693, balanceFen: 6_404_293 },
    },
    yb: {
      insurances: [['310', '暂停', '201805', 74], ['510', '暂停', '201805', 74]],
      places: ['示例市'],
      rows: 148, pages: 8, onTheWay: 0,
      unitFen: 6_558_160, personalFen: 1_338_400,
      account: { to: '202609', years: 9, principalFen: 2_324_000, interestFen: 38_891, balanceFen: 2_362_891 },
    },
  },
  'permanent-resident': {
    rs: {
      insurances: [['110', '参保缴费', '201609', 121], ['210', '参保缴费', '201609', 121], ['410', '参保缴费', '201609', 121]],
      places: ['示例市'],
      rows: 366, pages: 19, onTheWay: 3,
      unitFen: 26_822_660, personalFen: 12_846_900,
      account: { to: '202609', years: 11, principalFen: 11_972_000, interestFen: 2_309_258, balanceFen: 14_281_258 },
    },
    yb: {
      insurances: [['310', '参保缴费', '201609', 121], ['510', '参保缴费', '201609', 121]],
      places: ['示例市'],
      rows: 244, pages: 13, onTheWay: 2,
      unitFen: 14_811_720, personalFen: 3_022_800,
      account: { to: '202609', years: 11, principalFen: 4_700_200, interestFen: 76_712, balanceFen: 4_776_912 },
    },
  },
  'permanent-resident-old': {
    rs: {
      insurances: [['110', '参保缴费', '201002', 200], ['210', '参保缴费', '201002', 200], ['410', '参保缴费', '201002', 200]],
      places: ['示例市'],
      rows: 603, pages: 31, onTheWay: 3,
      unitFen: 39_481_860, personalFen: 18_014_900,
      account: { to: '202609', years: 17, principalFen: 16_834_400, interestFen: 6_592_116, balanceFen: 23_426_516 },
    },
    yb: {
      insurances: [['310', '参保缴费', '201002', 200], ['510', '参保缴费', '201002', 200]],
      places: ['示例市'],
      rows: 402, pages: 21, onTheWay: 2,
      unitFen: 20_770_120, personalFen: 4_238_800,
      account: { to: '202609', years: 17, principalFen: 7_149_400, interestFen: 183_122, balanceFen: 7_332_522 },
    },
  },
  'rare-name': {
    rs: {
      insurances: [['110', '参保缴费', '201507', 135], ['210', '参保缴费', '201507', 135], ['410', '参保缴费', '201507', 135]],
      places: ['示例市'],
      rows: 408, pages: 21, onTheWay: 3,
      unitFen: 11_526_720, personalFen: 5_480_800,
      account: { to: '202609', years: 12, principalFen: 5_109_600, interestFen: 1_123_971, balanceFen: 6_233_571 },
    },
    yb: {
      insurances: [['310', '参保缴费', '201507', 135], ['510', '参保缴费', '201507', 135]],
      places: ['示例市'],
      rows: 272, pages: 14, onTheWay: 2,
      unitFen: 6_319_040, personalFen: 1_289_600,
      account: { to: '202609', years: 12, principalFen: 2_005_800, interestFen: 35_156, balanceFen: 2_040_956 },
    },
  },
  'dotted-name': {
    rs: {
      insurances: [['110', '参保缴费', '201309', 157], ['210', '参保缴费', '201309', 157], ['410', '参保缴费', '201309', 157]],
      places: ['示例市'],
      rows: 474, pages: 24, onTheWay: 3,
      unitFen: 12_840_020, personalFen: 5_999_300,
      account: { to: '202609', years: 14, principalFen: 5_596_000, interestFen: 1_552_119, balanceFen: 7_148_119 },
    },
    yb: {
      insurances: [['310', '参保缴费', '201309', 157], ['510', '参保缴费', '201309', 157]],
      places: ['示例市'],
      rows: 316, pages: 16, onTheWay: 2,
      unitFen: 6_916_840, personalFen: 1_411_600,
      account: { to: '202609', years: 14, principalFen: 2_274_200, interestFen: 45_703, balanceFen: 2_319_903 },
    },
  },
  child: {
    rs: { refusal: 'E-203' },
    yb: {
      insurances: [['390', '参保缴费', '201701', 120]],
      places: ['示例市'],
      rows: 10, pages: 1, onTheWay: 0,
      unitFen: 0, personalFen: 280_000,
      account: { to: '202609', years: 0, principalFen: 0, interestFen: 0, balanceFen: 0 },
    },
  },
  deceased: {
    rs: { refusal: 'E-202' },
    yb: { refusal: 'E-202' },
  },
  'never-insured': {
    rs: { refusal: 'E-203' },
    yb: { refusal: 'E-203' },
  },
  moved: {
    rs: {
      insurances: [['110', '参保缴费', '201911', 149], ['210', '参保缴费', '201911', 83], ['410', '参保缴费', '201911', 83]],
      places: ['示例市', '邻州市'],
      rows: 253, pages: 13, onTheWay: 3,
      unitFen: 9_558_640, personalFen: 4_807_600,
      account: { to: '202609', years: 8, principalFen: 6_847_040, interestFen: 1_076_179, balanceFen: 7_923_219 },
    },
    yb: {
      insurances: [['310', '参保缴费', '201911', 83], ['510', '参保缴费', '201911', 83]],
      places: ['示例市'],
      rows: 168, pages: 9, onTheWay: 2,
      unitFen: 5_542_880, personalFen: 1_131_200,
      account: { to: '202609', years: 8, principalFen: 1_572_400, interestFen: 16_954, balanceFen: 1_589_354 },
    },
  },
};
