/** One year of the national calendar: days off and the weekend days that are worked instead. Local dates `yyyy-MM-dd`. */
export interface CalendarYear {
  readonly year: number;
  /** Notice that announces it. */
  readonly source: string;
  /** First and last day of each holiday. */
  readonly off: readonly (readonly [string, string])[];
  readonly worked: readonly string[];
}

/** Published each autumn for the next year; a new year is one entry. */
export const calendar: readonly CalendarYear[] = [
  {
    year: 2026,
    source: '国务院办公厅关于 2026 年部分节假日安排的通知',
    off: [
      ['2026-01-01', '2026-01-03'], ['2026-02-15', '2026-02-23'], ['2026-04-04', '2026-04-06'], ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'], ['2026-09-25', '2026-09-27'], ['2026-10-01', '2026-10-07'],
    ],
    worked: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];

/** Holidays with a fixed solar date (全国年节及纪念日放假办法, since 2025): all that is known of a year before its notice. `MM-dd` */
export const fixedHolidays: readonly string[] = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
