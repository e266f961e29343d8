/**
 * `time.struct_time`, and the broken-down time behind it: conversion from seconds, and from the tuples that
 * programs give (CPython Modules/timemodule.c, gettmarg and checktm).
 */
import { dateOfDays, daysOfDate, weekdayOfDays } from "../../algorithms/calendar.ts";
import { osError } from "../../exceptions/os-error.ts";
import { ERRNO, errnoMessage } from "../../host/errno.ts";
import type { PyObject } from "../../kernel/object.ts";
import { must, overflowError, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { PyFloat } from "../../kernel/type.ts";
import { type PyStructSequence, defineStructSequence, makeStructSequence } from "../../objects/structseq.ts";
import { PyTuple } from "../../objects/tuple.ts";
import { toInteger } from "../../protocols/number.ts";

/** A time in its parts, as Python counts them: month 1–12, weekday 0 for Monday, yearday 1–366. */
export type BrokenDownTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
  readonly yearday: number;
  /** 1: daylight saving, 0: not, −1: unknown. */
  readonly isDst: number;
  readonly zone: string;
  /** Seconds east of UTC. */
  readonly offset: number;
};

export const structTimeType = defineStructSequence("struct_time", {
  module: "time",
  doc: "A time in its parts, as gmtime(), localtime() and strptime() give and asctime(), mktime() and strftime() take.",
  fields: [
    ["tm_year", "year, for example, 1993"],
    ["tm_mon", "month of year, range [1, 12]"],
    ["tm_mday", "day of month, range [1, 31]"],
    ["tm_hour", "hours, range [0, 23]"],
    ["tm_min", "minutes, range [0, 59]"],
    ["tm_sec", "seconds, range [0, 61])"],
    ["tm_wday", "day of week, range [0, 6], Monday is 0"],
    ["tm_yday", "day of year, range [1, 366]"],
    ["tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown"],
    ["tm_zone", "abbreviation of timezone name"],
    ["tm_gmtoff", "offset from UTC in seconds"],
  ],
  visible: 9,
});

export function structTime(time: BrokenDownTime): PyStructSequence {
  const { year, month, day, hour, minute, second, weekday, yearday, isDst, zone, offset } = time;
  return makeStructSequence(structTimeType, [
    year,
    month,
    day,
    hour,
    minute,
    second,
    weekday,
    yearday,
    isDst,
    zone,
    offset,
  ]);
}

const MAX_YEAR = 2 ** 31 - 1 + 1900;
const MIN_YEAR = -(2 ** 31) + 1900;

/** Seconds since the epoch in their parts, in UTC, which the C library calls GMT. */
export function utcTime(seconds: number): BrokenDownTime {
  return brokenDown(seconds, 0, "GMT", 0);
}

/** Seconds since the epoch in their parts, in the local zone. */
export function localTime(seconds: number): BrokenDownTime {
  const { offsetSeconds, name, isDst } = rt.host.clock.zone(seconds);
  return brokenDown(seconds, offsetSeconds, name, isDst ? 1 : 0);
}

function brokenDown(seconds: number, offset: number, zone: string, isDst: number): BrokenDownTime {
  const local = seconds + offset;
  const days = Math.floor(local / 86400);
  const rest = local - days * 86400;
  const { year, month, day } = dateOfDays(days);
  if (year > MAX_YEAR || year < MIN_YEAR) throw osError(ERRNO.EOVERFLOW, errnoMessage(ERRNO.EOVERFLOW));
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    weekday: weekdayOfDays(days),
    yearday: days - daysOfDate(year, 1, 1) + 1,
    isDst,
    zone,
    offset,
  };
}

/** The optional seconds argument of gmtime(), localtime() and ctime(): whole seconds, rounded down. */
export function secondsArgument(value: PyObject): number {
  if (value === None) return rt.host.clock.seconds();
  if (value instanceof PyFloat) {
    if (Number.isNaN(value.value)) throw valueError("Invalid value NaN (not a number)");
    return inTimeRange(Math.floor(value.value));
  }
  return inTimeRange(must(toInteger(value)));
}

/** Times are 64-bit numbers of seconds. Those that no double holds are years too late for a struct_time anyway. */
function inTimeRange(seconds: number | bigint): number {
  const number = Number(seconds);
  if (Math.abs(number) >= 2 ** 63) throw overflowError("timestamp out of range for platform time_t");
  if (!Number.isSafeInteger(number)) throw osError(ERRNO.EOVERFLOW, errnoMessage(ERRNO.EOVERFLOW));
  return number;
}

/** The time tuple given to a function, with what its fields say, in any range. */
export function timeArgument(functionName: string, value: PyObject): BrokenDownTime {
  if (!(value instanceof PyTuple)) throw typeError("Tuple or struct_time argument required");
  if (value.items.length !== 9) throw typeError(`${functionName}(): illegal time tuple argument`);
  const [year, month, day, hour, minute, second, weekday, yearday, isDst] = value.items.map(toCInt) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (year < MIN_YEAR) throw overflowError("year out of range");
  const [zone, offset] = value.cls === structTimeType ? (value as PyStructSequence).hidden : [];
  return {
    year,
    month,
    day,
    hour,
    minute,
    second,
    weekday: weekday === -1 ? 6 : weekday % 7,
    yearday,
    isDst,
    zone: typeof zone === "string" ? zone : "",
    offset: typeof offset === "number" ? offset : 0,
  };
}

function toCInt(value: PyObject): number {
  const integer = must(toInteger(value));
  if (typeof integer === "bigint") throw overflowError("Python int too large to convert to C long");
  if (integer > 2147483647) throw overflowError("signed integer is greater than maximum");
  if (integer < -2147483648) throw overflowError("signed integer is less than minimum");
  return integer;
}

/** Refuse fields outside of their range; zeros that mean "none" become the first. */
export function checkedTime(time: BrokenDownTime): BrokenDownTime {
  const month = time.month === 0 ? 1 : time.month;
  const day = time.day === 0 ? 1 : time.day;
  const yearday = time.yearday === 0 ? 1 : time.yearday;
  if (month < 1 || month > 12) throw valueError("month out of range");
  if (day < 1 || day > 31) throw valueError("day of month out of range");
  if (time.hour < 0 || time.hour > 23) throw valueError("hour out of range");
  if (time.minute < 0 || time.minute > 59) throw valueError("minute out of range");
  if (time.second < 0 || time.second > 61) throw valueError("seconds out of range");
  if (time.weekday < 0) throw valueError("day of week out of range");
  if (yearday < 1 || yearday > 366) throw valueError("day of year out of range");
  return { ...time, month, day, yearday };
}
