/**
 * Local time zone of the JavaScript engine.
 */

/** Offset from UTC, short name and daylight saving at a time in seconds since the epoch. */
export function zoneOf(seconds: number): { offsetSeconds: number; name: string; isDst: boolean } {
  const date = new Date(seconds * 1000);
  const offset = -date.getTimezoneOffset() * 60;
  const year = date.getFullYear();
  const january = -new Date(year, 0, 1).getTimezoneOffset() * 60;
  const july = -new Date(year, 6, 1).getTimezoneOffset() * 60;
  return { offsetSeconds: offset, name: zoneName(date), isDst: offset > Math.min(january, july) };
}

function zoneName(date: Date): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZoneName: "short" }).formatToParts(date);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "UTC";
}
