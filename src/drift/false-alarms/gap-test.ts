import { ksAsymptoticP } from "../../stats/tests/ks-asymptotic-p.js";
import { ksTailOfGap } from "../../stats/tests/ks-exact-p.js";
import { ksGap } from "../../stats/tests/ks-gap.js";
import { KS_EXACT_LIMIT } from "../../stats/tests/ks-two-sample.js";
import type { Ladder } from "./merge-neighbours.js";
import type { AlarmRule } from "./redrawn-alarms.js";

/**
 * What the largest gap loses where it is looked for at the ends of K cells only, in units of √(1/K): the
 * overshoot of a random walk, −ζ(1/2) / √(2π).
 *
 * @see Broadie, Glasserman, Kou (1997), "A continuity correction for discrete barrier options"
 */
const OVERSHOOT = 0.5826;

/**
 * The two-sample Kolmogorov-Smirnov test of redraws: exact or not as it is of the data, by the same limit.
 *
 * @param ladder where it is merged, gaps within its cells are not seen: the limit law allows for them (a
 *   level of 0.01 would read 0.0088), the exact law knows the cells
 * @param isSmall which p raises the alarm
 */
export function gapTest(
  ladder: Ladder,
  isSmall: (p: number) => boolean,
): Pick<AlarmRule, "statistic" | "isSignificant"> {
  const { values, m, n, isMerged } = ladder;
  const { scale } = ksGap(ladder);
  const isExact = m * n <= KS_EXACT_LIMIT;
  const unseen = isMerged ? OVERSHOOT * Math.sqrt((1 / m + 1 / n) / values.length) : 0;
  return {
    statistic: (x, y) => ksGap({ values, x, y, m, n }).size,
    isSignificant: (size) =>
      isSmall(
        isExact
          ? ksTailOfGap(ladder, { size, scale })
          : ksAsymptoticP(Math.min(1, size / scale + unseen), m, n, "two-sided"),
      ),
  };
}
