import fc from "fast-check";
import { expect, it } from "vitest";
import { andersonDarling as adapter } from "../../../../src/flows/statistics/ecdf/anderson-darling.js";
import {
  andersonDarling,
  type EcdfAtTies,
} from "../../../../src/stats/tests/quadratic-edf/anderson-darling.js";
import { andersonDarlingP } from "../../../../src/stats/tests/quadratic-edf/anderson-darling-p.js";
import { agreesWithOracle } from "../../../oracle.js";

agreesWithOracle(
  "sample_distances",
  (question) => adapter.answer(question),
  ["midrank", "right_continuous"].flatMap((ties) =>
    ["statistic", "A2", "p"].map((key) => `${ties}.${key}`),
  ),
  { from: "anderson_darling" },
);

const TIES: readonly EcdfAtTies[] = ["midrank", "right-continuous"];
// Few distinct values, so that ties abound; sizes differ.
const sample = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 12 });
const samples = fc
  .array(sample, { minLength: 2, maxLength: 5 })
  .filter((all) => new Set(all.flat()).size > 1 && all.flat().length >= 4);

/** Equation 6 and 7 of the paper, value by value. */
function slowA2(all: readonly number[][], ties: EcdfAtTies): number {
  const pooled = all.flat();
  const N = pooled.length;
  const count = (values: readonly number[], test: (v: number) => boolean) =>
    values.filter(test).length;
  const levels = [...new Set(pooled)].sort((a, b) => a - b);
  const half = ties === "midrank" ? 0.5 : 1;
  const upTo = (values: readonly number[], z: number) =>
    count(values, (v) => v < z) + half * count(values, (v) => v === z);
  let sum = 0;
  for (const z of ties === "midrank" ? levels : levels.slice(0, -1)) {
    const [l, B] = [count(pooled, (v) => v === z), upTo(pooled, z)];
    const below = ties === "midrank" ? B * (N - B) - (N * l) / 4 : B * (N - B);
    for (const x of all) {
      sum += ((l / N) * (N * upTo(x, z) - x.length * B) ** 2) / below / x.length;
    }
  }
  return ties === "midrank" ? (sum * (N - 1)) / N : sum;
}

it.each(TIES)("has the A² of its definition, for any number of samples: %s", (ties) => {
  fc.assert(
    fc.property(samples, (all) => {
      expect(andersonDarling(all, ties).a2).toBeCloseTo(slowA2(all, ties), 10);
    }),
  );
});

it("does not mind the order of the samples, nor a change of scale", () => {
  fc.assert(
    fc.property(samples, (all) => {
      const { statistic } = andersonDarling(all);
      expect(andersonDarling([...all].reverse()).statistic).toBeCloseTo(statistic, 10);
      expect(andersonDarling(all.map((x) => x.map((v) => 5 * v - 3))).statistic).toBe(statistic);
      expect(andersonDarling(all.map((x) => x.map((v) => -v))).statistic).toBeCloseTo(statistic, 9);
    }),
  );
});

it("agrees with the paper on its example of four laboratories", () => {
  // Scholz & Stephens (1987), section 5: A² standardised 4.449 (right-continuous), 4.480 (midrank).
  const laboratories = [
    [38.7, 41.5, 43.8, 44.5, 45.5, 46.0, 47.7, 58.0],
    [39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8],
    [34.0, 35.0, 39.0, 40.0, 43.0, 43.0, 44.0, 45.0],
    [34.0, 34.8, 34.8, 35.4, 37.2, 37.8, 41.2, 42.8],
  ];
  expect(andersonDarling(laboratories, "right-continuous").statistic).toBeCloseTo(4.449, 3);
  expect(andersonDarling(laboratories).statistic).toBeCloseTo(4.48, 3);
  expect(andersonDarling(laboratories).pValue).toBeCloseTo(0.002, 3);
});

it("falls with the statistic and says where the table ends", () => {
  for (const k of [2, 3, 10, 100]) {
    const { criticalValues } = andersonDarlingP(0, k);
    const p = criticalValues.map((value) => andersonDarlingP(value, k).pValue);
    // The parabola misses the levels it is fitted to by a tenth at most.
    [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001].forEach((level, i) => {
      expect(Math.abs(p[i]! / level - 1)).toBeLessThan(0.1);
    });
    expect(andersonDarlingP(criticalValues[0]! - 0.01, k).clamped).toBe("cap");
    expect(andersonDarlingP(criticalValues[6]! + 0.01, k).clamped).toBe("floor");
  }
});

it("takes infinities as values, leaves its input alone, and refuses what it cannot judge", () => {
  const x = Object.freeze([Infinity, 1, 2]);
  expect(andersonDarling([x, [3, -Infinity]]).a2).toBe(
    andersonDarling([
      [9, 1, 2],
      [3, 0],
    ]).a2,
  );
  const name = (name: string) => expect.objectContaining({ name }) as Error;
  expect(() => andersonDarling([[1, 2, 3, 4]])).toThrow(name("InputError"));
  expect(() => andersonDarling([[1, 2], []])).toThrow("sample samples[1] is empty");
  expect(() =>
    andersonDarling([
      [1, 1],
      [1, 1],
    ]),
  ).toThrow("all values are equal");
  expect(() => andersonDarling([[1], [2, 3]])).toThrow(name("UndefinedError"));
});
