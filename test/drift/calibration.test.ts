import { expect, it } from "vitest";
import { seededRandom } from "../../src/core/random.js";
import { betaCdf } from "../../src/stats/distributions/beta.js";
import { FAMILIES } from "../../scripts/bench/calibration/families.js";
import { missingAtLevels, rejectedAtLevels } from "../../scripts/bench/calibration/levels.js";
import { judge, unchanged } from "../../scripts/bench/calibration/verdicts.js";
import type { Tally } from "../../scripts/bench/calibration/tally.js";

// `make bench-calibration` in small, seeded: docs/calibration.md has the whole.

/** The chance of so many false alarms, or more, if the rate were just what is promised. */
const chanceOf = ({ hits, of }: Tally, promise: number) =>
  hits === 0 ? 1 : betaCdf(promise, hits, of - hits + 1);
/** With some hundred rates looked at, one in a thousand would be too common. */
const BEYOND_DOUBT = 1e-5;

const SMALL = FAMILIES.filter(({ name }) => name !== "200 categories");
/** What a verdict goes by, or a report calls a p; not the limit laws that are known to take no ties. */
const PROMISED = /as it judges|PSI, its law|Jensen|variation|Mann|Fisher/;

it.each(SMALL.map((family) => [family.name, family] as const))(
  "rejects no more unchanged columns than its level says: %s",
  (_, family) => {
    for (const sizes of [
      [50, 50],
      [120, 40],
    ] as const) {
      const tallies = rejectedAtLevels(family, sizes, { repeats: 60, stream: family.name });
      for (const [name, tally] of Object.entries(tallies)) {
        const [test = "", level] = name.split("|");
        if (!PROMISED.test(test)) continue;
        expect(chanceOf(tally, Number(level)), `${name} ${sizes.join(" v ")}`).toBeGreaterThan(
          BEYOND_DOUBT,
        );
      }
    }
  },
);

it("rejects no more unchanged shares of missing values", () => {
  const tallies = missingAtLevels([90, 60], { repeats: 1000, stream: "missing" });
  for (const [name, tally] of Object.entries(tallies)) {
    expect(chanceOf(tally, Number(name.split("|")[1])), name).toBeGreaterThan(BEYOND_DOUBT);
  }
});

it.each([
  [40, 40],
  [150, 60],
] as const)("calls no more than 5 of 100 unchanged tables drifted: %i against %i rows", (m, n) => {
  const random = seededRandom(0, `tables ${m} ${n}`);
  const of = 50;
  let hits = 0;
  for (let i = 0; i < of; i++) {
    const columns = SMALL.map((family) =>
      unchanged(family.name, family, [m, n], { random, missing: 0.05 }),
    );
    if (judge("calibrated", columns).verdict === "drift") hits += 1;
  }
  expect(chanceOf({ hits, of }, 0.05)).toBeGreaterThan(BEYOND_DOUBT);
});

it("has figures for what the others do with the same tables", () => {
  const random = seededRandom(0, "others");
  const of = 20;
  const alarms = { calibrated: 0, classic: 0 };
  for (let i = 0; i < of; i++) {
    const columns = SMALL.map((family) =>
      unchanged(family.name, family, [50, 50], { random, missing: 0 }),
    );
    for (const policy of ["calibrated", "classic"] as const) {
      if (judge(policy, columns).verdict === "drift") alarms[policy] += 1;
    }
  }
  expect(alarms.classic).toBeGreaterThan(0.9 * of);
  expect(alarms.calibrated).toBeLessThan(0.2 * of);
});
