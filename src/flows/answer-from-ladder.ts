import { wassersteinDistance } from "../drift/weigh-numeric.js";
import { leastMagnitude } from "../stats/effects/cliffs-delta-magnitude.js";
import { andersonDarlingOfLadder } from "../stats/ladder/anderson-darling-of-ladder.js";
import { cliffsDeltaOfLadder } from "../stats/ladder/cliffs-delta-of-ladder.js";
import { cramerVonMisesOfLadder } from "../stats/ladder/cramer-von-mises-of-ladder.js";
import { squaredEnergyOfLadder } from "../stats/ladder/energy-of-ladder.js";
import { ksOfLadder } from "../stats/ladder/ks-of-ladder.js";
import type { LadderInterval, LadderTest } from "../stats/ladder/ladder-interval.js";
import type { Ladder } from "../stats/ladder/ladder.js";
import { mannWhitneyOfLadder } from "../stats/ladder/mann-whitney-of-ladder.js";
import { ksAsymptoticP } from "../stats/tests/ks-asymptotic-p.js";
import type { Answer } from "./statistics/statistic.js";

/**
 * The statistics that a ladder answers, by the names of `stat`. The statistic has the key that `stat`
 * gives it, and stands in the middle of `low` and `high`, between which the exact one lies; `error` is
 * half their distance, `exact` says that it is 0. `p` is the larger of `p_low` and `p_high`.
 */
const FROM_LADDER: Readonly<Record<string, (ladder: Ladder) => Answer>> = {
  ks(ladder) {
    const { size, atMost, scale, location } = ksOfLadder(ladder);
    const p = (d: number) => ksAsymptoticP(d, ladder.m, ladder.n, "two-sided");
    const [low, high] = [size / scale, atMost / scale];
    return {
      ...between("D", { low, high }),
      ...(location === undefined ? {} : { location }),
      ...pOf({ pLow: p(high), pHigh: p(low) }),
    };
  },
  "cramer-von-mises": (ladder) => {
    const test = cramerVonMisesOfLadder(ladder);
    return { ...between("T", test), ...pOf(test) };
  },
  "anderson-darling": (ladder) => {
    const test = andersonDarlingOfLadder(ladder);
    const found = between("A2", test);
    const statistic = middle({ low: test.statisticLow, high: test.statisticHigh });
    const midrank = { statistic, A2: found.A2, p: test.pHigh, clamped: test.clampedHigh };
    return { ...found, ...pOf(test), midrank };
  },
  "mann-whitney": (ladder) => {
    const test = mannWhitneyOfLadder(ladder);
    const found = between("U_x", test);
    return { ...found, U_y: ladder.m * ladder.n - middle(test), ...pOf(test) };
  },
  energy: (ladder) => {
    const square = squaredEnergyOfLadder(ladder);
    const root = { low: Math.sqrt(square.low), high: Math.sqrt(square.high) };
    return { ...between("energy", root), energy_squared: middle(root) ** 2 };
  },
  wasserstein: (ladder) => {
    const { value, error } = wassersteinDistance(ladder);
    return between("wasserstein", { low: Math.max(0, value - error), high: value + error });
  },
  "cliffs-delta": (ladder) => {
    const { value, error } = cliffsDeltaOfLadder(ladder);
    const [low, high] = [Math.max(-1, value - error), Math.min(1, value + error)];
    const found = between("delta", { low, high });
    return { ...found, A: (middle({ low, high }) + 1) / 2, magnitude: leastMagnitude([low, high]) };
  },
};

/**
 * A statistic of a column that is too large to have every value at hand, as an interval.
 *
 * @param ladder neither sample is empty
 * @returns null where the statistic cannot be told from cells
 * @throws {UndefinedError} when the question has no answer at all
 */
export function answerFromLadder(name: string, ladder: Ladder): Answer | null {
  const answer = FROM_LADDER[name];
  return answer ? { n_x: ladder.m, n_y: ladder.n, ...answer(ladder) } : null;
}

function between(key: string, { low, high }: LadderInterval): Answer {
  const error = (high - low) / 2;
  return { [key]: middle({ low, high }), exact: error === 0, error, low, high };
}

/** The least, where there is no greatest. */
function middle({ low, high }: LadderInterval): number {
  return Number.isFinite(high) ? low + (high - low) / 2 : low;
}

function pOf({ pLow, pHigh }: Pick<LadderTest, "pLow" | "pHigh">): Answer {
  return { p: pHigh, p_low: pLow, p_high: pHigh, method: "asymptotic" };
}
