import { expect, it } from "vitest";
import type { Table } from "../../src/core/table.js";
import { populationStabilityIndex } from "../../src/stats/distances/population-stability-index.js";
import { binSample } from "../../src/stats/binning/bin-counts.js";
import { rocAuc } from "../../src/stats/scores/roc-auc.js";
import { ksTwoSample } from "../../src/stats/tests/ks-two-sample.js";
import { fraudChance } from "../../src/synth/fraud-chance.js";
import { MERCHANT_CATEGORIES } from "../../src/synth/merchant-categories.js";
import { TRANSACTION_COLUMNS } from "../../src/synth/transaction-table.js";
import { rhythmicTimes } from "../../src/synth/row-times.js";
import type { RowDrift } from "../../src/synth/row-request.js";
import { transactions } from "../../src/synth/transactions.js";

const START = Date.UTC(2026, 0, 1);
const ROWS = 20_000;

function stream(seed = 1, drift: Partial<RowDrift> = {}, rows = ROWS) {
  const times = rhythmicTimes(START, 1000);
  return transactions({
    rows,
    seed,
    times,
    drift: { factor: 0, kind: "sudden", startRow: 0, ...drift },
  });
}

const calm = stream().next(ROWS);

function numbers(table: Table, name: string): Float64Array {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined || column.kind === "text") throw new Error(`no numbers ${name}`);
  return column.values;
}

function texts(table: Table, name: string): string[] {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column?.kind !== "text") throw new Error(`no texts ${name}`);
  return Array.from(column.codes, (code) => column.levels[code]!);
}

function median(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(sorted.length / 2)]!;
}

function share<T>(values: Iterable<T>, holds: (value: T) => boolean): number {
  const list = [...values];
  return list.filter(holds).length / list.length;
}

it("has the columns that it names, all of one length, and none missing", () => {
  expect(calm.columns.map(({ name, kind }) => ({ name, kind }))).toEqual(
    TRANSACTION_COLUMNS.map(({ name, kind }) => ({ name, kind })),
  );
  for (const column of calm.columns) {
    const values = column.kind === "text" ? column.codes : column.values;
    expect(values).toHaveLength(ROWS);
    expect(values.every((value) => value >= 0)).toBe(true);
  }
  const ids = texts(calm, "transaction_id");
  expect([ids[0], ids[ROWS - 1]]).toEqual(["T000000001", "T000020000"]);
});

it("counts money in whole cents", () => {
  for (const name of ["amount", "balance"]) {
    const values = numbers(calm, name);
    expect(values.every((euros) => euros >= 0.01)).toBe(true);
    expect(values.every((euros) => Math.round(euros * 100) / 100 === euros)).toBe(true);
  }
});

it("gives each category its share and its log-normal amounts", () => {
  const categories = texts(calm, "merchant_category");
  const amounts = numbers(calm, "amount");
  const total = MERCHANT_CATEGORIES.reduce((sum, { weight }) => sum + weight, 0);
  for (const { name, weight, medianAmount, sdLog } of MERCHANT_CATEGORIES) {
    const logs = [...amounts.filter((_, i) => categories[i] === name)].map(Math.log);
    const p = weight / total;
    // Five standard errors of a share, and of a median of normal numbers (1.2533 sd / √n).
    expect(Math.abs(logs.length / ROWS - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / ROWS));
    const sd = Math.hypot(sdLog, 0.25);
    // The wealth of the few busiest accounts moves the middle by some hundredths.
    const bound = (5 * 1.2533 * sd) / Math.sqrt(logs.length) + 0.05;
    expect(Math.abs(median(logs) - Math.log(medianAmount))).toBeLessThan(bound);
  }
});

it("keeps time in order, with the rhythm of a day, and takes the hour from it", () => {
  const times = numbers(calm, "timestamp");
  const hours = numbers(calm, "hour");
  expect(times[0]).toBeGreaterThanOrEqual(START);
  expect(times.every((time, i) => i === 0 || time >= times[i - 1]!)).toBe(true);
  expect(times.every((time, i) => new Date(time).getUTCHours() === hours[i])).toBe(true);
  expect(share(hours, (hour) => hour < 6)).toBeCloseTo(0.043, 2);
  expect(share(hours, (hour) => hour >= 17 && hour < 20)).toBeCloseTo(0.226, 2);
});

it("has a few accounts that are used far more than the rest", () => {
  const counts = new Map<string, number>();
  for (const account of texts(calm, "account_id"))
    counts.set(account, (counts.get(account) ?? 0) + 1);
  const busiest = [...counts.values()].sort((a, b) => b - a).slice(0, 100);
  const theirs = busiest.reduce((sum, count) => sum + count) / ROWS;
  expect(theirs).toBeGreaterThan(0.2); // a hundredth of the accounts
  expect(counts.size).toBeGreaterThan(5000);
});

it("has frauds that can be told from what is in the table", () => {
  const isFraud = numbers(calm, "is_fraud");
  const [categories, channels, countries] = ["merchant_category", "channel", "country"].map(
    (name) => texts(calm, name),
  );
  const hours = numbers(calm, "hour");
  const chances = numbers(calm, "amount").map((amount, i) => {
    const category = MERCHANT_CATEGORIES.find(({ name }) => name === categories![i])!;
    return fraudChance({
      unusual: Math.log(amount / category.medianAmount),
      hour: hours[i]!,
      isOnline: channels![i] === "online",
      isAbroad: countries![i] !== "ES",
      categoryLogOdds: category.fraudLogOdds,
    });
  });
  const rate = share(isFraud, (flag) => flag === 1);
  expect(rate).toBeGreaterThan(0.035);
  expect(rate).toBeLessThan(0.05);
  const auc = rocAuc(isFraud, chances);
  expect(auc).toBeGreaterThan(0.85);
  expect(auc).toBeLessThan(0.9);
});

it("is the same stream, however it is cut into tables", () => {
  const pieces = stream(7, { factor: 0.7, kind: "gradual" });
  const whole = stream(7, { factor: 0.7, kind: "gradual" }).next(1000);
  const cut = [pieces.next(1), pieces.next(99), pieces.next(900)];
  for (const name of ["timestamp", "amount", "balance", "hour", "is_fraud"]) {
    expect(cut.flatMap((table) => [...numbers(table, name)])).toEqual([...numbers(whole, name)]);
  }
  for (const name of ["transaction_id", "account_id", "merchant_category", "channel", "country"]) {
    expect(cut.flatMap((table) => texts(table, name))).toEqual(texts(whole, name));
  }
});

it("without drift looks alike in both halves, and under another seed", () => {
  const other = stream(2).next(ROWS);
  for (const name of ["amount", "balance", "hour"]) {
    const values = numbers(calm, name);
    const halves = ksTwoSample(values.subarray(0, ROWS / 2), values.subarray(ROWS / 2));
    expect(halves.pValue, `${name} by half`).toBeGreaterThan(0.001);
    expect(ksTwoSample(values, numbers(other, name)).pValue, name).toBeGreaterThan(0.001);
  }
});

it("with all of the drift doubles the amounts, and moves nothing else", () => {
  const drifted = stream(1, { factor: 1, startRow: ROWS / 2 }).next(ROWS);
  for (const [i, column] of calm.columns.entries()) {
    if (column.name === "amount") continue;
    expect(drifted.columns[i]).toEqual(column);
  }
  const [before, after] = [calm, drifted].map((table) => numbers(table, "amount"));
  expect(after!.slice(0, ROWS / 2)).toEqual(before!.slice(0, ROWS / 2));
  const late = after!.subarray(ROWS / 2);
  const growth = median(late) / median(before!.subarray(ROWS / 2));
  expect(Math.abs(growth - 2)).toBeLessThan(0.1);
  expect(ksTwoSample(after!.subarray(0, ROWS / 2), late).pValue).toBeLessThan(1e-100);
});

it("drifts further by a larger factor: the PSI passes 0.2 on the way to 1", () => {
  const reference = Float64Array.from(numbers(calm, "amount")).sort();
  const edges = Array.from({ length: 9 }, (_, i) => reference[((i + 1) * ROWS) / 10]!);
  const psi = [0, 0.25, 0.5, 0.75, 1].map((factor) => {
    const amounts = numbers(stream(2, { factor }).next(ROWS), "amount");
    return populationStabilityIndex(binSample(reference, edges), binSample(amounts, edges));
  });
  expect(psi).toEqual([...psi].sort((a, b) => a - b));
  expect(psi[0]).toBeLessThan(0.005);
  expect(psi[2]).toBeLessThan(0.2);
  expect(psi[4]).toBeGreaterThan(0.3);
});

it.each([
  [{ rows: 0 }, "0 is no number of rows"],
  [{ rows: 1.5 }, "1.5 is no number of rows"],
  [{ factor: 2 }, "drift factor 2 is not from 0 to 1"],
  [{ factor: Number.NaN }, "drift factor NaN is not from 0 to 1"],
])("refuses %j", ({ rows = 1, ...drift }: { rows?: number; factor?: number }, message) => {
  expect(() => stream(1, drift, rows)).toThrow(
    expect.objectContaining({ name: "InputError", message }),
  );
});
