import { describe, expect, it } from "vitest";
import type { NumberSide, NumericCounts } from "../../src/drift/column-counts.js";
import { runColumnTests } from "../../src/flows/column-tests.js";
import { ladderOfCounts, type Ladder } from "../../src/stats/ladder/ladder.js";
import { coarsened } from "../stats/ladder/coarse-ladder.js";

function countsOf(ladder: Ladder): NumericCounts {
  const side = (present: number): NumberSide => ({
    rows: present,
    present,
    distinct: 2,
    isRunningNumber: false,
    mean: 0,
    sd: 1,
  });
  return { by: "value", reference: side(ladder.m), current: side(ladder.n), ladder, passes: 1 };
}

type Answer = Record<string, unknown>;

function answered(ladder: Ladder, name: string): Answer {
  const outcome = runColumnTests(countsOf(ladder), [name])[name]!;
  return "result" in outcome ? outcome.result : { outcome };
}

const BOUNDED = [
  ["ks", "D"],
  ["cramer-von-mises", "T"],
  ["anderson-darling", "A2"],
  ["mann-whitney", "U_x"],
  ["energy", "energy"],
  ["wasserstein", "wasserstein"],
  ["cliffs-delta", "delta"],
] as const;
const TESTS = ["ks", "cramer-von-mises", "anderson-darling", "mann-whitney"];

/** Where `stat` has the same number: of Anderson-Darling it is in one of two variants. */
function statisticOf(answer: Answer, key: string): number {
  return ((answer.midrank as Answer | undefined) ?? answer)[key] as number;
}

describe.each(BOUNDED)("%s", (name, key) => {
  const x = Array.from({ length: 300 }, (_, i) => ((i * 37) % 301) / 7);
  const y = Array.from({ length: 200 }, (_, i) => 1.12 * (((i * 53) % 301) / 7) - 1);
  const [coarse, fine] = [[true, false, false], [true]].map((cuts) => coarsened(x, y, cuts).ladder);

  it("is told as an interval where the column is known by spans", () => {
    const [rough, exact] = [answered(coarse!, name), answered(fine!, name)];
    const statistic = statisticOf(exact, key);
    const [low, high] = [rough.low as number, rough.high as number];
    expect(rough).toMatchObject({ n_x: 300, n_y: 200, exact: false });
    expect(low).toBeLessThanOrEqual(statistic + 1e-9);
    expect(high).toBeGreaterThanOrEqual(statistic - 1e-9);
    expect(rough[key]).toBeCloseTo((low + high) / 2, 9);
    expect(rough.error).toBeCloseTo((high - low) / 2, 9);
    if (!TESTS.includes(name)) return;
    expect(rough.p).toBe(rough.p_high);
    expect(rough.p_low).toBeLessThan(rough.p_high as number);
  });

  it("is exact where millions of rows have few values", () => {
    const [values, m, n] = [Float64Array.of(1, 2, 5), 3_000_000, 2_500_000];
    const shares = (total: number, ...parts: number[]) =>
      Float64Array.from(parts, (part) => part * total);
    const counts = (scale: number) => ({
      values,
      x: shares(m / scale, 0.2, 0.5, 0.3),
      y: shares(n / scale, 0.2, 0.4, 0.4),
      m: m / scale,
      n: n / scale,
    });
    const large = answered(ladderOfCounts(counts(1)), name);
    expect(large).toMatchObject({ exact: true, error: 0 });
    // What does not grow with the samples is the same of a thousandth of them, from every value.
    if (["cramer-von-mises", "anderson-darling", "mann-whitney"].includes(name)) return;
    const small = answered(ladderOfCounts(counts(1000)), name);
    expect(large[key]).toBeCloseTo(small[key] as number, 9);
  });
});

it("says of the others why they have no answer", () => {
  const { ladder } = coarsened([1, 2, 3, 4], [2, 3, 4, 5], [true, false]);
  const answers = runColumnTests(countsOf(ladder), ["brunner-munzel", "g"]);
  expect(answers).toEqual({
    "brunner-munzel": {
      undefined: "it needs every value, and a side has more than 2 million rows",
    },
    g: { undefined: "it takes categories, and this column has numbers" },
  });
});
