/**
 * `time`: the host's clocks, and times in their parts (library reference, time; CPython Modules/timemodule.c).
 *
 * The threads of a program share one: thread_time() is process_time(). Clocks cannot be set.
 */
import { daysOfDate } from "../../algorithms/calendar.ts";
import { attributeName } from "../../kernel/attribute-name.ts";
import { type Entry, defineModule, fn } from "../../kernel/define.ts";
import { hooks } from "../../kernel/hooks.ts";
import type { PyObject, Result } from "../../kernel/object.ts";
import { must, overflowError, typeError, valueError } from "../../kernel/raise.ts";
import { None } from "../../kernel/singletons.ts";
import { rt } from "../../kernel/state.ts";
import { strFromUtf16 } from "../../kernel/text.ts";
import { PyFloat, typeName } from "../../kernel/type.ts";
import { osError } from "../../exceptions/os-error.ts";
import { restartable } from "../../interpreter/restart.ts";
import { waitUntil } from "../../interpreter/threads.ts";
import { ERRNO, errnoMessage } from "../../host/errno.ts";
import type { PyDict } from "../../objects/dict/dict.ts";
import { makeFloat } from "../../objects/float.ts";
import { normalize } from "../../objects/int/int.ts";
import { textOf } from "../../objects/item-array.ts";
import { makeSimpleNamespace } from "../../objects/simple-namespace.ts";
import { strOf } from "../../objects/str/text.ts";
import { makeTuple } from "../../objects/tuple.ts";
import { call } from "../../protocols/call.ts";
import { getAttribute } from "../../protocols/attribute.ts";
import { isIndex, toIndex, toInteger } from "../../protocols/number.ts";
import { MONTHS, WEEKDAYS, formatTime } from "./strftime.ts";
import {
  type BrokenDownTime,
  checkedTime,
  localTime,
  secondsArgument,
  structTime,
  structTimeType,
  timeArgument,
  utcTime,
} from "./struct-time.ts";

/** A clock as Python names it, its reader in nanoseconds, and what get_clock_info() says. */
type ClockEntry = {
  readonly read: () => bigint;
  readonly implementation: string;
  readonly monotonic: boolean;
  readonly adjustable: boolean;
};

const wallClock: ClockEntry = {
  read: () => rt.host.clock.now(),
  implementation: "clock_gettime(CLOCK_REALTIME)",
  monotonic: false,
  adjustable: true,
};
const monotonicClock: ClockEntry = {
  read: () => rt.host.clock.monotonic(),
  implementation: "clock_gettime(CLOCK_MONOTONIC)",
  monotonic: true,
  adjustable: false,
};
const processClock: ClockEntry = {
  read: () => rt.host.clock.processTime(),
  implementation: "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)",
  monotonic: true,
  adjustable: false,
};
const threadClock: ClockEntry = { ...processClock, implementation: "clock_gettime(CLOCK_THREAD_CPUTIME_ID)" };

const CLOCKS: Record<string, ClockEntry> = {
  time: wallClock,
  monotonic: monotonicClock,
  perf_counter: monotonicClock,
  process_time: processClock,
  thread_time: threadClock,
};

/** The clocks of clock_gettime(), by Linux's numbers. */
const CLOCK_NUMBERS = {
  CLOCK_REALTIME: 0,
  CLOCK_MONOTONIC: 1,
  CLOCK_PROCESS_CPUTIME_ID: 2,
  CLOCK_THREAD_CPUTIME_ID: 3,
};
const CLOCK_BY_NUMBER = [wallClock, monotonicClock, processClock, threadClock];

function seconds(nanoseconds: bigint): PyFloat {
  return makeFloat(Number(nanoseconds) / 1e9);
}

/** Functions `name` and `name_ns` for each clock. */
function clockFunctions(): Record<string, Entry> {
  const functions: Record<string, Entry> = {};
  for (const [name, clock] of Object.entries(CLOCKS)) {
    functions[name] = fn("()", `The ${name} clock in seconds.`, () => seconds(clock.read()));
    functions[`${name}_ns`] = fn("()", `The ${name} clock in nanoseconds.`, () => normalize(clock.read()));
  }
  return functions;
}

function clockByNumber(number: PyObject): ClockEntry {
  const clock = CLOCK_BY_NUMBER[must(toIndex(number, "OverflowError"))];
  if (clock === undefined) throw osError(ERRNO.EINVAL, errnoMessage(ERRNO.EINVAL));
  return clock;
}

function getClockInfo(name: PyObject): Result {
  const text = strOf(name);
  if (text === undefined) throw typeError(`get_clock_info() argument 1 must be str, not ${typeName(name)}`);
  const key = textOf(text);
  if (!Object.hasOwn(CLOCKS, key)) throw valueError("unknown clock");
  const { implementation, monotonic, adjustable } = CLOCKS[key]!;
  return makeSimpleNamespace({ implementation, monotonic, adjustable, resolution: makeFloat(1e-9) });
}

/** PEP 475: a signal whose handler does not raise does not cut the sleep short. */
const sleep = restartable((duration: PyObject): Result => {
  const length = sleepLength(duration);
  if (Number.isNaN(length)) throw valueError("Invalid value NaN (not a number)");
  if (Math.abs(length) >= 2 ** 63 / 1e9) throw overflowError("timestamp out of range for C PyTime_t");
  if (length < 0) throw valueError("sleep length must be non-negative");
  // Even a sleep of no time gives way to other threads.
  rt.budget = 0;
  const deadline = rt.host.clock.monotonic() + BigInt(Math.ceil(length * 1e9));
  return waitUntil(() => false, { deadline }) === undefined ? undefined : None;
});

function sleepLength(duration: PyObject): number {
  if (duration instanceof PyFloat) return duration.value;
  if (!isIndex(duration) && typeof duration !== "bigint" && typeof duration !== "boolean") {
    throw typeError(`'${typeName(duration)}' object cannot be interpreted as an integer or float`);
  }
  return Number(must(toInteger(duration)));
}

/** The optional time tuple of asctime() and strftime(): now, when there is none. */
function timeOrNow(functionName: string, value: PyObject | undefined): BrokenDownTime {
  if (value === undefined) return localTime(secondsArgument(None));
  return checkedTime(timeArgument(functionName, value));
}

function asctimeText(time: BrokenDownTime): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${WEEKDAYS[time.weekday]!.slice(0, 3)} ${MONTHS[time.month - 1]!.slice(0, 3)} ${String(time.day).padStart(2)}`;
  return `${date} ${two(time.hour)}:${two(time.minute)}:${two(time.second)} ${time.year}`;
}

function strftime(format: PyObject, time: PyObject | undefined): Result {
  const text = strOf(format);
  if (text === undefined) throw typeError(`strftime() argument 1 must be str, not ${typeName(format)}`);
  return strFromUtf16(formatTime(textOf(text), timeOrNow("strftime", time)));
}

/** Seconds since the epoch of a local time whose fields may be out of range (C's mktime). */
function mktime(tuple: PyObject): Result {
  const { year, month, day, hour, minute, second, isDst } = timeArgument("mktime", tuple);
  const months = year * 12 + month - 1;
  const days = daysOfDate(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1) + day - 1;
  const wall = days * 86400 + hour * 3600 + minute * 60 + second;
  const zone = rt.host.clock.zone;
  let result = wall - zone(wall).offsetSeconds;
  result = wall - zone(result).offsetSeconds;
  if (isDst > 0 && !zone(result).isDst && zoneRules().daylight) {
    const { standard, summer } = zoneRules();
    result -= summer.offsetSeconds - standard.offsetSeconds;
  }
  return makeFloat(result);
}

type ZoneRule = { readonly offsetSeconds: number; readonly name: string };

/** Standard and summer time of the local zone, as this year has them. */
function zoneRules(): { standard: ZoneRule; summer: ZoneRule; daylight: boolean } {
  const year = new Date(rt.host.clock.seconds() * 1000).getUTCFullYear();
  const january = rt.host.clock.zone(daysOfDate(year, 1, 1) * 86400);
  const july = rt.host.clock.zone(daysOfDate(year, 7, 1) * 86400);
  const daylight = january.offsetSeconds !== july.offsetSeconds;
  return january.offsetSeconds > july.offsetSeconds
    ? { standard: july, summer: january, daylight }
    : { standard: january, summer: july, daylight };
}

/** The module's names for the local zone. */
function zoneConstants(): Record<string, PyObject> {
  const { standard, summer, daylight } = zoneRules();
  return {
    timezone: 0 - standard.offsetSeconds,
    altzone: 0 - summer.offsetSeconds,
    daylight: daylight ? 1 : 0,
    tzname: makeTuple([standard.name, summer.name]),
  };
}

/** Read the zone's names anew. */
function tzset(): Result {
  const modules = rt.interpreter.get("modules") as PyDict;
  const module = modules.getText("time") as { dict?: PyDict } | undefined;
  for (const [name, value] of Object.entries(zoneConstants())) module?.dict?.setText(name, value);
  return None;
}

function strptime(args: PyObject[]): Result {
  const implementation = must(hooks.importModule("_strptime"));
  return call(must(getAttribute(implementation, attributeName("_strptime_time"))), args);
}

export const timeModule = defineModule("time", {
  doc: "Clocks, and times in their parts.",
  constants: { ...CLOCK_NUMBERS, _STRUCT_TM_ITEMS: 11 },
  types: [structTimeType],
  execute: (namespace) => {
    for (const [name, value] of Object.entries(zoneConstants())) namespace.set(name, value);
  },
  functions: {
    ...clockFunctions(),
    clock_gettime: fn("(clk_id, /)", "The time of a clock in seconds.", (number) =>
      seconds(clockByNumber(number).read()),
    ),
    clock_gettime_ns: fn("(clk_id, /)", "The time of a clock in nanoseconds.", (number) =>
      normalize(clockByNumber(number).read()),
    ),
    clock_getres: fn("(clk_id, /)", "The resolution of a clock in seconds.", (number) => {
      clockByNumber(number);
      return makeFloat(1e-9);
    }),
    get_clock_info: fn("(name, /)", "What is known about a clock.", getClockInfo),
    sleep: fn("(object, /)", "Wait for that many seconds.", sleep),
    gmtime: fn("(seconds=None, /)", "A time in its parts, in UTC.", (value) =>
      structTime(utcTime(secondsArgument(value))),
    ),
    localtime: fn("(seconds=None, /)", "A time in its parts, in the local zone.", (value) =>
      structTime(localTime(secondsArgument(value))),
    ),
    mktime: fn("(time_tuple, /)", "Seconds since the epoch of a local time.", mktime),
    asctime: fn("(time_tuple=<unset>, /)", "A time as text: Sat Jun 06 16:26:11 1998.", (time) =>
      asctimeText(timeOrNow("asctime", time)),
    ),
    ctime: fn("(seconds=None, /)", "The local time at some seconds since the epoch as text.", (value) =>
      asctimeText(localTime(secondsArgument(value))),
    ),
    strftime: fn("(format, time_tuple=<unset>, /)", "A time as text after a format.", strftime),
    strptime: fn("(*args)", "Read a time from text after a format.", strptime),
    tzset: fn("()", "Read the local zone anew.", tzset),
  },
});
