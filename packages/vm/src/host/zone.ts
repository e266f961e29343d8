/**
 * The calendar's clock: the time in seconds, and the local time zone of the JavaScript engine.
 */

/** Seconds since the epoch. Without `performance`, which Node loads at its first use. */
export function wallSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** Offset from UTC, short name and daylight saving at a time in seconds since the epoch. */
export function zoneOf(seconds: number): { offsetSeconds: number; name: string; isDst: boolean } {
  const date = new Date(seconds * 1000);
  const offset = -date.getTimezoneOffset() * 60;
  const year = date.getFullYear();
  const january = -new Date(year, 0, 1).getTimezoneOffset() * 60;
  const july = -new Date(year, 6, 1).getTimezoneOffset() * 60;
  return { offsetSeconds: offset, name: zoneName(date), isDst: offset > Math.min(january, july) };
}

/** The formatter takes 15 ms to make, so the most frequent zone of servers is recognised by its long name. */
function zoneName(date: Date): string {
  if (date.toString().endsWith("(Coordinated Universal Time)")) return "UTC";
  const parts = new Intl.DateTimeFormat("en-US", { timeZoneName: "short" }).formatToParts(date);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "UTC";
}
