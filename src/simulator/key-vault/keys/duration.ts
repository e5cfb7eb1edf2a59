const pattern = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/;

/** How many days an ISO 8601 duration of years, months and days is at least; NaN for what is none. */
export function daysOf(duration: string): number {
  const [years, months, days] = partsOf(duration);
  return years * 365 + months * 28 + days;
}

/** A point in time, in milliseconds since the epoch, an ISO 8601 duration later, by the calendar of UTC. */
export function addDuration(time: number, duration: string): number {
  const [years, months, days] = partsOf(duration);
  const date = new Date(time);
  date.setUTCFullYear(date.getUTCFullYear() + years, date.getUTCMonth() + months, date.getUTCDate() + days);
  return date.getTime();
}

function partsOf(duration: string): [years: number, months: number, days: number] {
  const found = pattern.exec(duration);
  if (found === null || duration === "P") return [NaN, NaN, NaN];
  const [years, months, days] = found.slice(1).map((digits) => Number(digits ?? 0));
  return [years ?? 0, months ?? 0, days ?? 0];
}
