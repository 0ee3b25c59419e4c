/** Amounts and dates as citizens read and hear them. No Intl: some hosts have none. */
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'


/** Integer fen to `¥1,234.56`; a negative amount gets a minus before the sign. Throws on fractions of a fen. */
export function formatMoney(fen: number): string {
  return `${fen < 0 ? '-' : ''}¥${groupedYuan(fen)}`
}

/** Integer fen to `1,234.56元`, for screen readers. */
export function spokenMoney(fen: number): string {
  return `${fen < 0 ? '负' : ''}${groupedYuan(fen)}元`
}

function groupedYuan(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('an amount must be integer fen')
  const absolute = Math.abs(fen)
  const yuan = String(Math.floor(absolute / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${yuan}.${String(absolute % 100).padStart(2, '0')}`
}

/** `2026-11-22` or an ISO time to `2026年11月22日`; anything else comes back unchanged. */
export function formatDate(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  return parts ? `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日` : iso
}

/** `2026-11-22` to `2026年11月22日 周日`; anything else comes back unchanged. */
export function formatDateWithWeekday(iso: string): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(iso)
  return day ? dayjs(day[0]).locale('zh-cn').format('YYYY年M月D日 ddd') : iso
}

/** `2026-11` or `202611` to `2026年11月`; anything else comes back unchanged. */
export function formatMonth(month: string): string {
  const parts = /^(\d{4})-?(\d{2})$/.exec(month)
  return parts ? `${parts[1]}年${Number(parts[2])}月` : month
}

/** ISO time with +08:00 to `2026年11月22日 09:30`. The offset must already be Shanghai's. */
export function formatTime(iso: string): string {
  const clock = /T(\d{2}:\d{2})/.exec(iso)
  return clock ? `${formatDate(iso)} ${clock[1]}` : formatDate(iso)
}
