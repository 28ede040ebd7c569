import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import type { Column, Table } from "../../../src/core/table.js";
import { mean, standardDeviation } from "../../../src/stats/descriptive/moments.js";
import { injectDrift } from "../../../src/synth/inject/inject-drift.js";
import type { Injection } from "../../../src/synth/inject/injection.js";
import { parseInjections } from "../../../src/synth/inject/parse-injection.js";
import { numberColumn, tableOf, textColumn, timeColumn } from "../../read-table.js";

/** A table of one column of each sort; every seventh value of the first three is missing. */
function world(rows: number, seed = 1): Table {
  const random = seededRandom(seed, "world");
  const each = <T>(value: (row: number) => T, nothing: T) =>
    Array.from({ length: rows }, (_, row) => (row % 7 === 6 ? nothing : value(row)));
  return tableOf(
    numberColumn(
      "amount",
      each(() => Math.round(-1000 * Math.log(1 - random())) / 100, NaN),
    ),
    numberColumn(
      "count",
      each(() => Math.floor(9 * random() ** 2), NaN),
    ),
    textColumn(
      "channel",
      each(() => ["app", "web", "atm"][Math.floor(3 * random() ** 2)]!, ""),
    ),
    numberColumn(
      "label",
      Array.from({ length: rows }, () => Number(random() < 0.3)),
    ),
    timeColumn(
      "at",
      Array.from({ length: rows }, (_, row) => new Date(row * 1e6).toISOString()),
    ),
    numberColumn("score", Array.from({ length: rows }, random)),
  );
}

function inject(table: Table, specs: string, more: Partial<Injection> = {}, seed = 7) {
  const injections = parseInjections(specs).map((one) => ({ ...one, ...more }) as Injection);
  return injectDrift(table, injections, seededRandom(seed));
}

function valuesOf(table: Table, name: string): (number | string | undefined)[] {
  const column = table.columns.find((one) => one.name === name)!;
  if (column.kind !== "text") return Array.from(column.values);
  return Array.from(column.codes, (code) => column.levels[code]);
}

const presentOf = (table: Table, name: string) =>
  valuesOf(table, name).filter((value) => value !== undefined && !Number.isNaN(value));

const size = fc.integer({ min: 40, max: 300 });
const seed = fc.integer({ min: 0, max: 1e6 });
const CELL_KINDS =
  "shift:amount,noise:score,scale:count,tail:amount,swap:channel,missing:at,new-category:channel,label-flip:label,correlation:amount~score:+0.3".split(
    ",",
  );

describe.each(CELL_KINDS)("%s", (spec) => {
  it("touches its own column only, in the rows that it names, and no array that it was given", () => {
    fc.assert(
      fc.property(size, seed, (rows, start) => {
        const table = world(rows);
        const kept = structuredClone(table);
        const startRow = start % (rows >> 1);
        const { table: after, truths, cells } = inject(table, spec, { startRow }, start);
        expect(table).toEqual(kept);
        const [truth] = truths;
        const chosen = new Set(truth!.rows);
        expect(
          truth!.rows.every((row, i) => row >= startRow && row > (truth!.rows[i - 1] ?? -1)),
        ).toBe(true);
        let [changed, strays, falseTraces] = [0, 0, 0];
        for (const [i, { name }] of table.columns.entries()) {
          const [one, two] = [valuesOf(table, name), valuesOf(after, name)];
          for (let row = 0; row < rows; row++) {
            const isSame = Object.is(one[row], two[row]);
            if (name === truth!.injection.column && chosen.has(row)) changed += Number(!isSame);
            else strays += Number(!isSame);
            const from = cells[i]![row]!;
            // A cell says whose text it has: it must be the same value.
            if (from >= 0) falseTraces += Number(!Object.is(two[row], one[from]));
          }
        }
        expect([truth!.cellsChanged, strays, falseTraces]).toEqual([changed, 0, 0]);
      }),
      { numRuns: 20 },
    );
  });

  it("is the same for the same seed, and another for another", () => {
    const table = world(200);
    const [one, two, three] = [7, 7, 8].map((each) => inject(table, spec, {}, each));
    expect(one).toEqual(two);
    const isByChance = !/^(shift|tail)/.test(spec);
    if (isByChance) expect(one!.table).not.toEqual(three!.table);
  });
});

it.each(["missing:at", "label-flip:label", "new-category:channel=", "swap:channel"])(
  "%s changes exactly the share that it is asked for",
  (kind) => {
    fc.assert(
      fc.property(size, fc.integer({ min: 5, max: 50 }), (rows, hundredths) => {
        const table = world(rows);
        const spec = `${kind.replace(/=$/, "")}:${hundredths / 100}`;
        const { truths, table: after } = inject(table, spec);
        const { column } = truths[0]!.injection;
        const present = presentOf(table, column).length;
        const expected = Math.round((hundredths / 100) * present);
        expect(truths[0]!.rows).toHaveLength(expected);
        expect(truths[0]!.cellsChanged).toBe(expected);
        if (!kind.startsWith("swap")) return;
        const count = (side: Table, name: unknown) =>
          valuesOf(side, column).filter((value) => value === name).length;
        const names = new Set(presentOf(table, column));
        const gaps = [...names].map((name) => Math.abs(count(table, name) - count(after, name)));
        expect(gaps.reduce((sum, gap) => sum + gap) / 2).toBe(expected); // total variation, in rows
        expect(new Set([...names, ...presentOf(after, column)])).toEqual(names);
      }),
      { numRuns: 30 },
    );
  },
);

it("shifts by what is asked, in standard deviations or as it is", () => {
  const table = world(3000);
  const numbers = (side: Table, name: string) => presentOf(side, name) as number[];
  const before = numbers(table, "count");
  for (const [spec, by] of [
    ["shift:count:+2", 2],
    ["shift:count:-0.5sd", -0.5 * standardDeviation(before)],
  ] as const) {
    const { table: after, truths } = inject(table, spec);
    const moved = mean(numbers(after, "count")) - mean(before);
    // Whole numbers stay whole: a shift by 1.3 is one by 1 or by 2, by chance, hence 4 standard errors.
    expect(Math.abs(moved - by)).toBeLessThan(
      by === 2 ? 1e-12 : 4 * Math.sqrt(0.25 / before.length),
    );
    expect(truths[0]!.realised.mean_shift).toBeCloseTo(moved, 10);
    expect(numbers(after, "count").every(Number.isInteger)).toBe(true);
  }
});

it("draws noise of the standard deviation that is asked for", () => {
  const table = world(5000);
  const { truths, table: after } = inject(table, "noise:score:2sd");
  expect(truths[0]!.realised.noise_in_sd).toBeCloseTo(2, 1);
  const ratio =
    standardDeviation(presentOf(after, "score") as number[]) /
    standardDeviation(presentOf(table, "score") as number[]);
  expect(ratio).toBeCloseTo(Math.sqrt(5), 1);
});

it("scales, and keeps the decimals", () => {
  const { table: after, truths } = inject(tableOf(numberColumn("x", [1, 2.25, -4])), "scale:x:3");
  expect(valuesOf(after, "x")).toEqual([3, 6.75, -12]);
  expect(truths[0]!.realised).toEqual({ factor: 3 });
  const many = inject(world(4000), "scale:amount:1.1");
  expect(
    (presentOf(many.table, "amount") as number[]).every((x) => /^\d+(\.\d\d?)?$/.test(`${x}`)),
  ).toBe(true);
  expect(many.truths[0]!.realised.factor).toBeCloseTo(1.1, 3);
});

it("stretches the tail from the largest value below it", () => {
  const x = [9, 1, 2, 3, 4, 5, 6, 7, 8, 20];
  const { table: after, truths } = inject(tableOf(numberColumn("x", x)), "tail:x:0.2x3");
  expect(valuesOf(after, "x")).toEqual([11, 1, 2, 3, 4, 5, 6, 7, 8, 44]);
  expect(truths[0]!.realised).toEqual({ share: 0.2, factor: 3, threshold: 8 });
});

it("moves a share of the rows only, where that is asked for", () => {
  const table = world(700);
  const { truths } = inject(table, "shift:amount:+5", { startRow: 350, rowShare: 0.4 });
  expect(truths[0]!.rows).toHaveLength(Math.round(0.4 * 300));
  expect(truths[0]!.cellsChanged).toBe(120);
});

it("drops rows until a class has its share, in order, and lets every other cell be", () => {
  fc.assert(
    fc.property(size, seed, fc.constantFrom(0.1, 0.3, 0.5, 0.8), (rows, chance, share) => {
      const table = world(rows, chance);
      const { table: after, sourceRows, truths, cells } = inject(table, `imbalance:label:${share}`);
      const labels = valuesOf(after, "label") as number[];
      const positive = labels.filter((label) => label === 1).length;
      // To the nearest row of the class that loses some.
      expect(Math.abs(positive - share * labels.length)).toBeLessThanOrEqual(
        0.5 / Math.min(share, 1 - share),
      );
      expect(truths[0]!.realised.share).toBe(positive / labels.length);
      expect([...sourceRows]).toEqual([...sourceRows].sort((a, b) => a - b));
      expect(truths[0]!.rows.length + sourceRows.length).toBe(rows);
      for (const { name } of table.columns) {
        const source = valuesOf(table, name);
        expect(valuesOf(after, name)).toEqual(Array.from(sourceRows, (row) => source[row]));
      }
      for (const column of cells) expect(column).toEqual(sourceRows);
    }),
    { numRuns: 30 },
  );
});

it("finds the start of a change again when rows have gone before it", () => {
  const table = world(400);
  const {
    table: after,
    sourceRows,
    truths,
  } = inject(table, "shift:score:+9,imbalance:label:0.5", {
    startRow: 200,
  });
  const source = valuesOf(table, "score") as number[];
  const scores = valuesOf(after, "score") as number[];
  sourceRows.forEach((row, i) => {
    expect(scores[i]).toBe(row < 200 ? source[row] : source[row]! + 9);
  });
  expect(truths.map(({ injection }) => injection.kind)).toEqual(["shift", "imbalance"]);
  expect(truths[1]!.rows.every((row) => row >= 200)).toBe(true);
});

describe("correlation", () => {
  const spearman = (x: Column, y: Column) => {
    if (x.kind === "text" || y.kind === "text") throw new Error("text has no ranks");
    const rows = Array.from(x.values.keys()).filter(
      (row) => !Number.isNaN(x.values[row]! + y.values[row]!),
    );
    // The definition, pair by pair: mean ranks from counts of what is below and equal.
    const ranks = (values: number[]) =>
      values.map((v) => values.reduce((sum, w) => sum + (w < v ? 1 : w === v ? 0.5 : 0), 0.5));
    const [a, b] = [x, y].map(({ values }) => ranks(rows.map((row) => values[row]!))) as [
      number[],
      number[],
    ];
    const centre = mean(a);
    const product = (u: number[], v: number[]) =>
      u.reduce((sum, _, i) => sum + (u[i]! - centre) * (v[i]! - centre), 0);
    return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
  };
  const column = (table: Table, name: string) => table.columns.find((one) => one.name === name)!;

  it.each([
    ["correlation:amount~score:=0.7", 0.7],
    ["correlation:amount~score:=-0.9", -0.9],
    ["correlation:count~at:=0.4", 0.4],
    ["correlation:at~amount:=-0.3", -0.3],
    ["correlation:score~label:=0.5", 0.5],
  ])("%s comes to that, both marginals exactly as they were", (spec, target) => {
    const table = world(700);
    const { table: after, truths, driftedColumns } = inject(table, spec);
    const [{ injection, realised }] = truths as [(typeof truths)[0]];
    const other = injection.kind === "correlation" ? injection.other : "";
    expect(spearman(column(after, injection.column), column(after, other))).toBeCloseTo(target, 2);
    expect(realised.rank_correlation).toBeCloseTo(target, 2);
    const sorted = (side: Table) =>
      Float64Array.from(valuesOf(side, injection.column) as number[]).sort();
    expect(sorted(after)).toEqual(sorted(table));
    expect(valuesOf(after, other)).toEqual(valuesOf(table, other));
    expect(driftedColumns).toEqual([]);
  });

  it("takes a copy all the way to its reverse, and part of the way back", () => {
    const x = Array.from({ length: 500 }, (_, i) => i);
    const twins = tableOf(numberColumn("x", x), numberColumn("y", x));
    for (const by of [-0.2, -1, -1.5]) {
      const { truths } = inject(twins, `correlation:x~y:${by}`);
      expect(truths[0]!.realised.change).toBeCloseTo(by, 2);
    }
    expect(valuesOf(inject(twins, "correlation:x~y:=-1").table, "x")).toEqual(x.toReversed());
  });

  it("says how far it can go", () => {
    const table = world(700);
    expect(() => inject(table, "correlation:score~label:=0.99")).toThrow(/it ends at 0\.[78]/);
    expect(() => inject(table, "correlation:score~label:+1.5")).toThrow(/cannot become 1\.5/);
  });
});

it("names as drifted what looks different by itself", () => {
  const { driftedColumns, truths } = inject(
    world(300),
    "swap:channel:0.1,missing:at:0.1,correlation:amount~score:+0.5,shift:amount",
  );
  expect(driftedColumns).toEqual(["channel", "at", "amount"]);
  expect(truths.map(({ isDrift }) => isDrift)).toEqual([true, true, false, true]);
});

it.each([
  ["shift:amuont:1sd", 'there is no column "amuont"; did you mean "amount"?'],
  ["shift:channel", 'shift works on numbers; "channel" holds text'],
  ["scale:at", 'scale works on numbers; "at" holds time stamps'],
  ["swap:score", /holds 200 different numbers/],
  ["new-category:label", 'new-category works on categories; "label" holds numbers'],
  ["new-category:channel:web=0.1", '"web" is a category of "channel" already'],
  ["swap:channel:0.99", /^at most 0\.\d+ of the rows can change to a rarer category$/],
  ["missing:amount:0.0001", /^a share of 0.0001 is not one of \d+ rows$/],
  ["imbalance:label:0.0001", /too few/],
  ["imbalance:channel:0.5", /3 classes, and none reads as the positive one/],
  ["imbalance:channel:wbe=0.5", '"wbe" is none of the classes; did you mean "web"?'],
  ["correlation:amount~channel:+0.1", '"channel" holds text, which has no order to correlate'],
  ["correlation:amount~amount:+0.1", "a column is correlated with itself"],
  ["scale:amount:1e308", /beyond the largest number/],
])("refuses %s", (spec, message) => {
  expect(() => inject(world(200), spec)).toThrow(message);
});

it("refuses a table in which there is nothing to change", () => {
  expect(() => inject(world(0), "missing:amount")).toThrow("the table has no rows to change");
  const nothing = tableOf(numberColumn("x", [NaN, NaN]), textColumn("t", ["", ""]));
  for (const kind of ["shift:x", "missing:x", "swap:t", "label-flip:t", "new-category:t"])
    expect(() => inject(nothing, kind)).toThrow(/^column "." has no (numbers|values)/);
  const same = tableOf(numberColumn("x", [4, 4]), numberColumn("y", [1, 2]));
  expect(() => inject(same, "shift:x:1sd")).toThrow('all values of column "x" are equal');
  expect(() => inject(same, "correlation:x~y:+0.1")).toThrow('column "x" has one value only');
  expect(() => inject(same, "label-flip:x")).toThrow('column "x" has one value only, "4"');
  expect(() => inject(world(9), "shift:x", { column: "amount", startRow: 9 })).toThrow(
    "the change would start at row 10, and there are 9",
  );
});
