import { InvalidArgumentError } from "@commander-js/extra-typings";

/** A number strictly between 0 and 1. */
export function probability(text: string): number {
  const value = decimal(text);
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError("Give a number between 0 and 1, such as 0.05.");
}

/** A number from 0 to 1, ends included. */
export function share(text: string): number {
  const value = decimal(text);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("Give a number from 0 to 1, such as 0.2.");
}

/** A number above 0, up to 1. */
export function positiveShare(text: string): number {
  const value = decimal(text);
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError("Give a number above 0, up to 1, such as 0.2.");
}

/** A number of 0 or more. */
export function nonNegative(text: string): number {
  const value = decimal(text);
  if (value >= 0) return value;
  throw new InvalidArgumentError("Give a number of 0 or more.");
}

/** A number above 0. */
export function positive(text: string): number {
  const value = decimal(text);
  if (value > 0) return value;
  throw new InvalidArgumentError("Give a number above 0.");
}

/** A finite decimal number. */
export function decimal(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new InvalidArgumentError("Give a number.");
}

/** A whole number of 1 or more; 1_000 and 1e6 are numbers too. */
export function count(text: string): number {
  const value = whole(text);
  if (value >= 1) return value;
  throw new InvalidArgumentError("Give a whole number of 1 or more.");
}

/** A whole number of magnitude below 2^53. */
export function whole(text: string): number {
  const value = decimal(text.replace(/(?<=\d)_(?=\d)/g, ""));
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError("Give a whole number.");
}

/** How many columns a node of a tree may ask: a rule, a whole number, or a share below 1. */
export function maxFeatures(text: string): "sqrt" | "log2" | "all" | number {
  if (text === "sqrt" || text === "log2" || text === "all") return text;
  const value = Number(text.trim() || "x");
  if (value > 0 && (value < 1 || Number.isSafeInteger(value))) return value;
  throw new InvalidArgumentError("Give sqrt, log2, all, a whole number, or a share below 1.");
}

/** Names with commas between: "age,income". A comma in a name is written "\,". */
export function names(text: string): string[] {
  const list = text.split(/(?<!\\),/).map((name) => name.trim().replaceAll("\\,", ","));
  if (list.every((name) => name !== "")) return list;
  throw new InvalidArgumentError("Give names with commas between, such as age,income.");
}

/** Names with commas between, of an option that may be given several times. */
export function moreNames(text: string, before: readonly string[]): readonly string[] {
  return [...before, ...names(text)];
}

const SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001, s: 1, sec: 1, m: 60, min: 60, h: 3600, d: 86_400, w: 604_800,
}; // prettier-ignore

/** A time span in seconds: "300", "300s", "5m", "1.5h", "7d". */
export function duration(text: string): number {
  const [, amount = "", unit = "s"] = /^\s*([\d.]+)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const seconds = Number(amount || "x") * (SECONDS[unit.toLowerCase() || "s"] ?? Number.NaN);
  if (Number.isFinite(seconds)) return seconds;
  throw new InvalidArgumentError("Give a time span, such as 300s, 5m, 1h or 7d.");
}

const BYTES: Readonly<Record<string, number>> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 };

/** A size in bytes: "1GB", "512MB", "100000". */
export function size(text: string): number {
  const [, amount = "", unit = "b"] = /^\s*([\d.]+)\s*([kmgt]?)i?b?\s*$/i.exec(text) ?? [];
  const bytes = Number(amount || "x") * (BYTES[`${unit.toLowerCase()}b`.slice(-2)] ?? 1);
  if (Number.isFinite(bytes)) return Math.floor(bytes);
  throw new InvalidArgumentError("Give a size, such as 512MB or 1GB.");
}

const ISO_8601 =
  /^(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A moment in ISO 8601: "2001-06-01", "2001-06-01T05:00", "2001-06-01T05:00:00+01:00". Without a zone
 * it is UTC, whatever the zone of the machine.
 */
export function moment(text: string): Date {
  const [, day = "", time = "00:00", zone = "Z"] = ISO_8601.exec(text.trim()) ?? [];
  const midnight = new Date(`${day}T00:00Z`);
  const value = new Date(`${day}T${time}${zone.toUpperCase()}`);
  // Date takes 31 February for 3 March.
  const isDay = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
  if (isDay && !Number.isNaN(value.getTime())) return value;
  throw new InvalidArgumentError("Give a time, such as 2001-06-01T05:00:00Z.");
}
