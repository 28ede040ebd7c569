import { momentOfNumber } from "../../../core/moment-of-number.js";
import { textOfBytes } from "./bytes-text.js";
import { numberReader } from "./field-number.js";

/** Reads fields as moments in milliseconds since 1970 UTC; NaN where there is none. */
export interface MomentReader {
  readonly ofBytes: (bytes: Uint8Array, start: number, end: number) => number;
  readonly ofText: (text: string) => number;
}

const ISO =
  /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:(?:T| +)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d*))?)?(?: ?(Z|UTC|[+-]\d{2}(?::?\d{2})?))?)?$/;
const DAY_MS = 86_400_000;

/**
 * Moments as the engine reads them: ISO 8601 with a T or a blank before the time of day, which may lack,
 * fractions to the microsecond (more digits are cut off), UTC where no zone is named. Numbers are read by
 * `momentOfNumber`, which the engine does not do.
 *
 * @param missingValues texts that stand for "no value", such as 1900-01-01 or -1
 */
export function momentReader(missingValues: readonly string[]): MomentReader {
  const { ofText: numberOf } = numberReader(missingValues);
  const none = new Set(missingValues.map((text) => isoMoment(text.trim())));
  const known = (moment: number) => (none.has(moment) ? NaN : moment);
  const day = new DayCache();
  const ofText = (text: string) => {
    const moment = isoMoment(text.trim());
    return moment === moment ? known(moment) : momentOfNumber(numberOf(text));
  };
  return {
    ofText,
    ofBytes: (bytes, start, end) => {
      const moment = plainMoment(bytes, start, end, day);
      if (moment === moment) return none.size === 0 ? moment : known(moment);
      return start === end ? NaN : ofText(textOfBytes(bytes, start, end));
    },
  };
}

/** The day that was read last: rows of one day follow each other. */
class DayCache {
  private key = -1;
  private day = NaN;

  /** @param key year, month and day, as in 20260131 */
  dayOf(key: number): number {
    if (key !== this.key) {
      this.key = key;
      this.day = dayNumber(Math.floor(key / 10_000), Math.floor(key / 100) % 100, key % 100);
    }
    return this.day;
  }
}

/** YYYY-MM-DD hh:mm:ss, perhaps with a fraction, perhaps with a Z, without making a text; NaN for all else. */
function plainMoment(bytes: Uint8Array, start: number, end: number, days: DayCache): number {
  if (end - start < 19 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return NaN;
  if (bytes[start + 13] !== 58 || bytes[start + 16] !== 58) return NaN;
  if (bytes[start + 10] !== 84 && bytes[start + 10] !== 32) return NaN;
  const pair = (at: number) => twoDigits(bytes, start + at);
  const day = days.dayOf(pair(0) * 1_000_000 + pair(2) * 10_000 + pair(5) * 100 + pair(8));
  const [hour, minute, second] = [pair(11), pair(14), pair(17)];
  if (!(hour < 24 && minute < 60 && second < 60)) return NaN;
  let at = start + 19;
  let micros = 0;
  if (at < end && bytes[at] === 46) {
    let unit = 100_000;
    for (at++; at < end && bytes[at]! >= 48 && bytes[at]! <= 57; at++) {
      micros += unit >= 1 ? (bytes[at]! - 48) * unit : 0;
      unit /= 10;
    }
  }
  if (at < end && bytes[at] === 90) at++;
  if (at !== end) return NaN;
  return momentOf(day, (hour * 60 + minute) * 60 + second, micros);
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [bytes[at]! - 48, bytes[at + 1]! - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function isoMoment(text: string): number {
  const parts = ISO.exec(text);
  if (parts === null) return NaN;
  const part = (index: number) => Number(parts[index] ?? 0);
  const day = dayNumber(part(1), part(3), part(4));
  const [hour, minute, second] = [part(5), part(6), part(7)];
  const micros = Number((parts[8] ?? "").slice(0, 6).padEnd(6, "0"));
  const seconds = (hour * 60 + minute) * 60 + second;
  const isDay = hour < 24 && minute < 60 && second < 60;
  if (!isDay && !(hour === 24 && seconds === 86_400 && micros === 0)) return NaN;
  return momentOf(day, seconds - zoneSeconds(parts[9] ?? "Z"), micros);
}

function zoneSeconds(zone: string): number {
  const parts = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (parts === null) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0);
  return (parts[1] === "-" ? -60 : 60) * minutes;
}

function momentOf(day: number, seconds: number, micros: number): number {
  const whole = day * DAY_MS + seconds * 1000;
  return micros === 0 ? whole : (whole * 1000 + micros) / 1000;
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days since 1970-01-01 in the Gregorian calendar, NaN for the 30th of February. */
function dayNumber(year: number, month: number, day: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const longest = month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
  if (!(day >= 1 && day <= longest)) return NaN;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / DAY_MS;
}
