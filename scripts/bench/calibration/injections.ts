import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { seededRandom, type Random } from "../../../src/core/random.js";
import type { Column, Table } from "../../../src/core/table.js";
import { policyNames } from "../../../src/drift/drift-result.js";
import { randomOrder } from "../../../src/stats/resampling/shuffle.js";
import { injectDrift } from "../../../src/synth/inject/inject-drift.js";
import type { Injection } from "../../../src/synth/inject/injection.js";
import { countedColumn, weighedColumn, type Side } from "./column.js";
import { note, type Tallies } from "./tally.js";
import { judge } from "./verdicts.js";

/** A real table of numbers with atoms, categories with rare ones, and missing values. */
const FILE = "node_modules/vega-datasets/data/birdstrikes.csv";
const NUMBERS = ["Cost Repair", "Cost Total $", "Speed IAS in knots"];
const CATEGORIES = [
  "Effect Amount of damage",
  "Origin State",
  "Phase of flight",
  "Wildlife Size",
  "Time of day",
];

/** Rows drawn as reference and as current table. */
export const INJECTION_SIZES = [
  [250, 250],
  [1000, 1000],
  [4000, 4000],
] as const;

const speed = "Speed IAS in knots";
const sd = (value: number) => ({ value, unit: "sd" }) as const;

/** What is injected, by name. */
export const INJECTIONS: readonly {
  readonly name: string;
  readonly injection: Injection | null;
}[] = [
  { name: "nothing", injection: null },
  ...[0.02, 0.1].map((size) => ({
    name: `speed: shift by ${size} sd`,
    injection: { kind: "shift", column: speed, size: sd(size) } as const,
  })),
  ...[0.1, 0.25, 0.5].map((size) => ({
    name: `speed: noise of ${size} sd`,
    injection: { kind: "noise", column: speed, size: sd(size) } as const,
  })),
  ...[0.05, 0.2].map((share) => ({
    name: `cost: top ${100 * share} % x 3`,
    injection: { kind: "tail", column: "Cost Total $", share, factor: 3 } as const,
  })),
  ...[0.1, 0.2].map((share) => ({
    name: `speed: ${100 * share} % more missing`,
    injection: { kind: "missing", column: speed, share } as const,
  })),
  ...[0.05, 0.1, 0.2].map((share) => ({
    name: `phase of flight: ${100 * share} % swapped`,
    injection: { kind: "swap", column: "Phase of flight", share } as const,
  })),
  ...[0.01, 0.02, 0.05, 0.1].map((share) => ({
    name: `wildlife size: new category, ${100 * share} %`,
    injection: { kind: "new-category", column: "Wildlife Size", share } as const,
  })),
];

export function hasRealTable(): boolean {
  return existsSync(FILE);
}

/**
 * What the policies make of a real table with one column changed.
 *
 * @returns tallies by "found|policy|injection", and "false|policy|injection" over the other columns
 */
export function injectionsFound(
  [m, n]: readonly [number, number],
  { repeats, stream }: { readonly repeats: number; readonly stream: string },
): Tallies {
  const random = seededRandom(0, stream);
  const whole = readTable();
  const tallies: Tallies = {};
  for (let i = 0; i < repeats; i++) {
    const order = randomOrder(whole.rows, random);
    const [before, after] = [
      rowsOf(whole, order.subarray(0, m)),
      rowsOf(whole, order.subarray(m, m + n)),
    ];
    const unchanged = weighedTable(before, after, random);
    for (const { name, injection } of INJECTIONS) {
      const at = whole.columns.findIndex((column) => column.name === injection?.column);
      const columns = injection
        ? unchanged.with(at, changed({ before, after, at, injection }, random))
        : unchanged;
      for (const policy of policyNames) {
        const drifted = new Set(judge(policy, columns).driftedColumns);
        if (injection) note(tallies, `found|${policy}|${name}`, drifted.has(injection.column));
        for (const column of whole.columns) {
          if (column.name !== injection?.column)
            note(tallies, `false|${policy}|${name}`, drifted.has(column.name));
        }
      }
    }
  }
  return tallies;
}

function changed(
  {
    before,
    after,
    at,
    injection,
  }: {
    readonly before: Table;
    readonly after: Table;
    readonly at: number;
    readonly injection: Injection;
  },
  random: Random,
) {
  const { table } = injectDrift(after, [injection], random);
  return weighedPair(before.columns[at]!, table.columns[at]!, random);
}

function weighedTable(before: Table, after: Table, random: Random) {
  return before.columns.map((column, k) => weighedPair(column, after.columns[k]!, random));
}

function weighedPair(before: Column, after: Column, random: Random) {
  const as = before.kind === "text" ? "categories" : "numbers";
  // Codes of both sides must mean the same categories: an injected one comes after the others.
  const counts = countedColumn(as, [sideOf(before), sideOf(after)]);
  return weighedColumn(before.name, counts, random);
}

function sideOf(column: Column): Side {
  const all = column.kind === "text" ? Float64Array.from(column.codes) : column.values;
  const isThere = (value: number) => (column.kind === "text" ? value >= 0 : !Number.isNaN(value));
  const values = all.filter(isThere);
  return { values, missing: all.length - values.length };
}

function rowsOf(table: Table, rows: Uint32Array): Table {
  const columns = table.columns.map((column): Column =>
    column.kind === "text"
      ? { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]!) }
      : { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) },
  );
  return { rows: rows.length, columns };
}

function readTable(): Table {
  const records: Record<string, string>[] = parse(readFileSync(FILE), { columns: true, bom: true });
  const numbers = NUMBERS.map((name): Column => ({
    kind: "number",
    name,
    values: Float64Array.from(records, (record) =>
      record[name] === "" ? NaN : Number(record[name]),
    ),
  }));
  const texts = CATEGORIES.map((name): Column => {
    const levels = [...new Set(records.map((record) => record[name]!))].filter(
      (text) => text !== "",
    );
    const codes = new Map(levels.map((level, code) => [level, code]));
    return {
      kind: "text",
      name,
      levels,
      codes: Int32Array.from(records, (record) => codes.get(record[name]!) ?? -1),
    };
  });
  return { rows: records.length, columns: [...numbers, ...texts] };
}
