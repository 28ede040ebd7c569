// What is usually done: the last five minutes against the five before, at every minute.
import { adjustPValues } from "../../../src/stats/adjust-p-values.js";
import { contingencyTable } from "../../../src/stats/contingency-table.js";
import { populationStabilityIndex } from "../../../src/stats/distances/population-stability-index.js";
import { psi } from "../../../src/stats/distances/psi.js";
import { poolSamples } from "../../../src/stats/pooled-counts.js";
import { chiSquareTest } from "../../../src/stats/tests/chi-square.js";
import { ksTailOfGap } from "../../../src/stats/tests/ks-exact-p.js";
import { ksGap } from "../../../src/stats/tests/ks-gap.js";

const WIDTH = 5;

export const WINDOW_RULES = ["naive", "bh", "psi"] as const;
export type WindowRule = (typeof WINDOW_RULES)[number];
type Rows = ReadonlyMap<string, { readonly values: ArrayLike<unknown> }>;

/** Remembers ten minutes, and says which rules call the newest window changed. */
export class WindowRules {
  readonly #minutes: Rows[] = [];

  add(rows: Rows): ReadonlySet<WindowRule> {
    this.#minutes.push(rows);
    if (this.#minutes.length > 2 * WIDTH) this.#minutes.shift();
    if (this.#minutes.length < 2 * WIDTH) return new Set();
    const p: number[] = [];
    let largest = 0;
    for (const name of rows.keys()) {
      const [reference, current] = [this.#window(name, 0), this.#window(name, WIDTH)];
      const isNumber = typeof reference[0] === "number";
      const row = isNumber
        ? ofNumbers(reference as number[], current as number[])
        : ofLevels(reference as string[], current as string[]);
      p.push(row.p);
      largest = Math.max(largest, row.psi);
    }
    const rules: WindowRule[] = [];
    if (Math.min(...p) <= 0.01) rules.push("naive");
    if (adjustPValues(p, "BH").some((adjusted) => adjusted! <= 0.05)) rules.push("bh");
    if (largest > 0.2) rules.push("psi");
    return new Set(rules);
  }

  #window(name: string, from: number): unknown[] {
    return this.#minutes
      .slice(from, from + WIDTH)
      .flatMap((rows) => Array.from(rows.get(name)!.values));
  }
}

/** p by the gap, without ties: the same for all columns, so each is computed once. */
const known = new Map<string, number>();

function ofNumbers(reference: number[], current: number[]) {
  const gap = ksGap(poolSamples(reference, current));
  const key = `${reference.length} ${current.length} ${gap.size}`;
  let p = known.get(key);
  if (p === undefined) {
    const untied = poolSamples(
      reference.map((_, i) => 2 * i),
      current.map((_, i) => 2 * i + 1),
    );
    known.set(key, (p = ksTailOfGap(untied, gap)));
  }
  return { p, psi: psi(reference, current) };
}

function ofLevels(reference: string[], current: string[]) {
  const levels = [...new Set([...reference, ...current])];
  const counts = (values: string[]) => {
    const row = new Map(levels.map((level) => [level, 0]));
    for (const value of values) row.set(value, row.get(value)! + 1);
    return [...row.values()];
  };
  const rows = [counts(reference), counts(current)] as const;
  return {
    p: chiSquareTest(contingencyTable(rows)).pValue,
    psi: populationStabilityIndex(...rows),
  };
}
