/** Rows of one page of a list. */
export const pageSize = 20;

/** Page and number of pages; an empty list has one page. `total` may come from the database as text. */
export function pageOf(page: number, total: number | string): { page: number; pageCount: number } {
  return { page, pageCount: Math.max(1, Math.ceil(Number(total) / pageSize)) };
}
