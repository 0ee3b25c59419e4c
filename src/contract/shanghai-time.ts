/** Local time of the city. Fixed +08:00: mainland China keeps one zone and no summer time since 1992. */
const offsetMs = 8 * 60 * 60 * 1000;

/** `yyyy-MM-dd` of an instant in Asia/Shanghai. */
export function shanghaiDate(at: Date | number): string {
  return new Date(Number(at) + offsetMs).toISOString().slice(0, 10);
}

/** `yyyy-MM-ddTHH:mm:ss+08:00` of an instant: the form of every time in answers. */
export function shanghaiTime(at: Date | number): string {
  return `${new Date(Number(at) + offsetMs).toISOString().slice(0, 19)}+08:00`;
}

/** `yyyy-MM-dd HH:mm:ss` in Asia/Shanghai, as Alipay's gateway wants it. */
export function shanghaiDateTime(at: Date | number): string {
  return shanghaiTime(at).slice(0, 19).replace('T', ' ');
}
