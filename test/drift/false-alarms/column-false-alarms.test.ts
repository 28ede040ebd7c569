import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import type { ColumnCounts } from "../../../src/drift/column-counts.js";
import { countsByValue } from "../../../src/drift/counts-by-value.js";
import { columnFalseAlarms } from "../../../src/drift/false-alarms/column-false-alarms.js";
import { POLICIES } from "../../../src/drift/policies.js";
import { evidentlyScore, weighColumn } from "../../../src/drift/weigh-column.js";
import { countValues } from "../../../src/stats/pooled-counts.js";
import { normalSampler } from "../../../src/stats/resampling/normal-sampler.js";
import { shuffle } from "../../../src/stats/resampling/shuffle.js";

const limits = { alpha: 0.05, material: 0.05, psiAlert: 0.2 };
const plan = { name: "x", kind: "numeric", role: "feature", forced: false, skip: null } as const;

function counted(
  x: readonly number[],
  y: readonly number[],
  by: "value" | "category",
): ColumnCounts {
  const values = [countValues("x", x), countValues("y", y)] as const;
  const side = (rows: number, distinct: number) => ({ rows, present: rows, distinct });
  const sides = {
    reference: side(x.length, values[0].values.length),
    current: side(y.length, values[1].values.length),
  };
  if (by === "value") return countsByValue([{ rows: x.length }, { rows: y.length }], values);
  const named = (k: 0 | 1) =>
    Array.from(values[k].values, (v, i) => ({ name: String(v), count: values[k].counts[i]! }));
  return { by, ...sides, categories: [named(0), named(1)] };
}

/** Whether the policy calls the column drifted: the way that a run takes. */
function drifts(policy: "classic" | "evidently", counts: ColumnCounts): boolean {
  const random = seededRandom(1);
  const findings = weighColumn(plan, counts, { random, ...limits });
  const { status } = POLICIES[policy].judge(
    {
      name: "x",
      findings,
      pAdjusted: null,
      missingTest: null,
      smallestDetectable: null,
      evidently: evidentlyScore(counts),
    },
    limits,
  );
  return status === "drift";
}

const random = seededRandom(9);
const normal = normalSampler(random);
const whole = (below: number) => () => Math.floor(below * random() ** 2);
const draw = (size: number, one: () => number) => Array.from({ length: size }, one);

it.each([
  ["classic", "value", "distinct numbers", 40, 60, normal],
  ["classic", "value", "ties", 50, 35, whole(8)],
  ["classic", "category", "categories", 90, 60, whole(4)],
  ["classic", "category", "rare categories", 40, 60, whole(30)],
  ["evidently", "value", "distinct numbers", 40, 60, normal],
  ["evidently", "value", "few numbers", 60, 40, whole(4)],
  ["evidently", "value", "beyond 1,000 rows", 1100, 90, normal],
  ["evidently", "category", "two categories", 60, 40, whole(2)],
  ["evidently", "category", "categories beyond 1,000 rows", 1100, 120, whole(6)],
] as const)("agrees with %s run on shuffled rows, %s: %s", (policy, by, what, m, n, one) => {
  const [x, y] = [draw(m, one), draw(n, one)];
  const counts = counted(x, y, by);
  const findings = weighColumn(plan, counts, { random, ...limits });
  const { rate, redraws } = columnFalseAlarms(counts, findings, evidentlyScore(counts), {
    policy,
    limits,
    random: seededRandom(4),
  })!;
  const times = what === "rare categories" ? 30 : 80; // there each run draws 9,999 tables
  const rows = Float64Array.from([...x, ...y]);
  let alarms = 0;
  for (let b = 0; b < times; b++) {
    shuffle(rows, random);
    const shuffled = counted([...rows.subarray(0, m)], [...rows.subarray(m)], by);
    if (drifts(policy, shuffled)) alarms += 1;
  }
  // Five standard errors of both counts as if they had one share, and one redraw for what is rarer
  // than they can tell. Of the shuffles alone none may raise the alarm where one in twelve does.
  const share = (alarms + rate * redraws + 1) / (times + redraws + 2);
  const error = Math.sqrt(share * (1 - share) * (1 / times + 1 / redraws));
  expect(Math.abs(alarms / times - rate)).toBeLessThan(5 * error);
});

it("shows what a fixed threshold is worth at small sizes, and at large ones", () => {
  const rateAt = (m: number, n: number) => {
    const counts = counted(draw(m, normal), draw(n, normal), "value");
    const findings = weighColumn(plan, counts, { random, ...limits });
    return columnFalseAlarms(counts, findings, null, {
      policy: "classic",
      limits: { ...limits, alpha: 0.01 },
      random: seededRandom(4),
    })!.rate;
  };
  expect(rateAt(50, 50)).toBeGreaterThan(0.7);
  expect(rateAt(100, 100)).toBeGreaterThan(0.3);
  expect(rateAt(3000, 3000)).toBeLessThan(0.025); // the level of the test, 0.01, alone
});

it("says nothing of a policy that promises its rate, and of a side without a value", () => {
  const counts = counted([1, 2, 3], [2, 3, 4], "value");
  const findings = weighColumn(plan, counts, { random, ...limits });
  const options = { limits, random };
  expect(
    columnFalseAlarms(counts, findings, null, { policy: "calibrated", ...options }),
  ).toBeNull();
  expect(columnFalseAlarms(counts, undefined, null, { policy: "classic", ...options })).toBeNull();
});
