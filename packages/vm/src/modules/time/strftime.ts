/**
 * strftime() in the C locale, with the flags and widths of the GNU C library (`%-d`, `%_H`, `%^a`, `%010Y`).
 *
 * A conversion that is not known stays as it is written.
 */
import { daysOfDate, isoWeek } from "../../algorithms/calendar.ts";
import type { BrokenDownTime } from "./struct-time.ts";

export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const CONVERSION = /%([-_0^#+]*)(\d*)([EO]?)([a-zA-Z%])/g;

/** Format a time. */
export function formatTime(format: string, time: BrokenDownTime): string {
  return format.replace(
    CONVERSION,
    (whole, flags: string, width: string, modifier: string, letter: string) => {
      if (modifier !== "" && !MODIFIABLE[modifier as "E" | "O"].includes(letter)) return whole;
      const part = convert(letter, time);
      return part === null ? whole : show(part, flags, width);
    },
  );
}

/** Conversions that may carry a modifier; the C locale has no alternative forms. */
const MODIFIABLE = { E: "cCxXyY", O: "deHImMSuUVwWy" } as const;

/** A number with its usual padding, or text; `swapsCase`: `#` makes it lower-case, not upper-case. */
type Part =
  | {
      readonly value: number;
      readonly digits: number;
      readonly padding: "0" | " ";
      readonly text?: undefined;
    }
  | { readonly text: string; readonly swapsCase: boolean };

function number(value: number, digits: number, padding: "0" | " " = "0"): Part {
  return { value, digits, padding };
}

function text(value: string, swapsCase = false): Part {
  return { text: value, swapsCase };
}

function show(part: Part, flags: string, width: string): string {
  const minimum = width === "" ? 0 : Number(width);
  const padFlag = [...flags].findLast((flag) => "-_0+".includes(flag));
  if (part.text !== undefined) {
    const cased =
      flags.includes("^") || (flags.includes("#") && !part.swapsCase) ? part.text.toUpperCase() : part.text;
    const swapped = flags.includes("#") && part.swapsCase ? part.text.toLowerCase() : cased;
    return swapped.padStart(minimum, padFlag === "0" || padFlag === "+" ? "0" : " ");
  }
  const padding = padFlag === "_" ? " " : padFlag === "0" || padFlag === "+" ? "0" : part.padding;
  const sign = part.value < 0 ? "-" : "";
  const digits = String(Math.abs(part.value));
  if (padFlag === "-") return (sign + digits).padStart(minimum, part.padding === "0" ? " " : part.padding);
  const length = Math.max(part.digits, minimum) - sign.length;
  return padding === "0"
    ? sign + digits.padStart(length, "0")
    : (sign + digits).padStart(length + sign.length, " ");
}

/** What a conversion stands for; null when it is none. */
function convert(letter: string, time: BrokenDownTime): Part | null {
  const { year, month, day, hour, minute, second, weekday, yearday } = time;
  const hour12 = hour % 12 === 0 ? 12 : hour % 12;
  const composed = (format: string) => text(formatTime(format, time));
  switch (letter) {
    case "a":
      return text(WEEKDAYS[weekday]!.slice(0, 3));
    case "A":
      return text(WEEKDAYS[weekday]!);
    case "b":
    case "h":
      return text(MONTHS[month - 1]!.slice(0, 3));
    case "B":
      return text(MONTHS[month - 1]!);
    case "c":
      return composed("%a %b %e %H:%M:%S %Y");
    case "C":
      return number(Math.floor(year / 100), year < 1000 ? 1 : 2);
    case "d":
      return number(day, 2);
    case "D":
    case "x":
      return composed("%m/%d/%y");
    case "e":
      return number(day, 2, " ");
    case "F":
      return composed("%Y-%m-%d");
    case "g":
      return number(modulo(isoWeek(year, yearday, weekday).year, 100), 2);
    case "G":
      return number(isoWeek(year, yearday, weekday).year, 1);
    case "H":
      return number(hour, 2);
    case "I":
      return number(hour12, 2);
    case "j":
      return number(yearday, 3);
    case "k":
      return number(hour, 2, " ");
    case "l":
      return number(hour12, 2, " ");
    case "m":
      return number(month, 2);
    case "M":
      return number(minute, 2);
    case "n":
      return text("\n");
    case "p":
      return text(hour < 12 ? "AM" : "PM", true);
    case "P":
      return text(hour < 12 ? "am" : "pm");
    case "r":
      return composed("%I:%M:%S %p");
    case "R":
      return composed("%H:%M");
    case "s":
      return number(secondsOf(time), 1);
    case "S":
      return number(second, 2);
    case "t":
      return text("\t");
    case "T":
    case "X":
      return composed("%H:%M:%S");
    case "u":
      return number(weekday + 1, 1);
    case "U":
      return number(Math.floor((yearday - 1 + 7 - ((weekday + 1) % 7)) / 7), 2);
    case "V":
      return number(isoWeek(year, yearday, weekday).week, 2);
    case "w":
      return number((weekday + 1) % 7, 1);
    case "W":
      return number(Math.floor((yearday - 1 + 7 - weekday) / 7), 2);
    case "y":
      return number(modulo(year, 100), 2);
    case "Y":
      return number(year, 1);
    case "z":
      return text(time.isDst < 0 ? "" : offsetText(time.offset));
    case "Z":
      return text(time.zone, true);
    case "%":
      return text("%");
    default:
      return null;
  }
}

function secondsOf({ year, month, day, hour, minute, second, offset }: BrokenDownTime): number {
  return daysOfDate(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset;
}

function offsetText(offset: number): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  const digits = String(Math.floor(minutes / 60) * 100 + (minutes % 60)).padStart(4, "0");
  return (offset < 0 ? "-" : "+") + digits;
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
