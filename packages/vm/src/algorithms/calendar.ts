/**
 * The proleptic Gregorian calendar: days since 1970-01-01 to dates and back, ISO weeks.
 *
 * Years are any integers that keep the arithmetic exact (|year| < 2^40). Months are 1–12, days 1–31, weekdays
 * 0–6 from Monday, days of the year 1–366.
 */

const DAYS_IN_400_YEARS = 146_097;
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH_FROM_MARCH_OF_YEAR_ZERO = 719_468;

/** Days since 1970-01-01 of a date. The day may lie outside of its month. */
export function daysOfDate(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_400_YEARS + dayOfEra - EPOCH_FROM_MARCH_OF_YEAR_ZERO;
}

/** The date that is `days` after 1970-01-01. */
export function dateOfDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + EPOCH_FROM_MARCH_OF_YEAR_ZERO;
  const era = Math.floor(shifted / DAYS_IN_400_YEARS);
  const dayOfEra = shifted - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Weekday of a day since the epoch: 1970-01-01 was a Thursday. */
export function weekdayOfDays(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** ISO 8601 week of a day of a year, with the year that the week belongs to. `weekday` is 0 for Monday. */
export function isoWeek(year: number, yearday: number, weekday: number): { year: number; week: number } {
  const week = Math.floor((yearday - 1 - weekday + 10) / 7);
  if (week < 1) return { year: year - 1, week: weeksInYear(year - 1) };
  if (week > weeksInYear(year)) return { year: year + 1, week: 1 };
  return { year, week };
}

/** A year has 53 weeks when it starts on a Thursday, or on a Wednesday and is a leap year. */
function weeksInYear(year: number): number {
  const first = weekdayOfDays(daysOfDate(year, 1, 1));
  return first === 3 || (first === 2 && isLeapYear(year)) ? 53 : 52;
}
