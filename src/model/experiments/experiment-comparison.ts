import type { Magnitude } from "../../stats/effects/cliffs-delta-magnitude.js";

/** How the p-value of a comparison came about. */
export type ComparisonMethod =
  "mann-whitney-exact" | "mann-whitney-asymptotic" | "signed-rank-exact" | "signed-rank-asymptotic";

/** What two scenarios' values of one metric say, before anything else is looked at. */
export interface TestedPair {
  readonly nA: number;
  readonly nB: number;
  readonly medianA: number;
  readonly medianB: number;
  /** U of scenario a; W⁺ of a − b where runs are paired. */
  readonly statistic: number | null;
  readonly p: number | null;
  readonly method: ComparisonMethod | null;
  /** The least p that these values could have given, however they were split. */
  readonly smallestP: number | null;
  /** Cliff's delta of a over b; no interval where a scenario has one value, or runs are paired. */
  readonly delta: number;
  readonly deltaInterval: readonly [number, number] | null;
  readonly magnitude: Magnitude;
  /** The smallest magnitude that the interval still allows. */
  readonly leastMagnitude: Magnitude | null;
  /** Hodges-Lehmann shift of a over b, in the metric's unit. */
  readonly shift: number | null;
  readonly shiftInterval: readonly [number, number] | null;
  /** What the shift's interval covers: less than asked for where values are few. */
  readonly shiftConfidence: number | null;
  /** Why there is no p, where there is none. */
  readonly reason: string | null;
}

/** A metric of two scenarios, judged as one of a family. */
export interface ScenarioComparison extends TestedPair {
  readonly metric: string;
  readonly scenarioA: string;
  readonly scenarioB: string;
  readonly paired: boolean;
  readonly pAdjusted: number | null;
  /** Whether the smallest p, adjusted with the others as they are, is within the level. */
  readonly reachable: boolean;
  readonly status: "difference" | "no-difference" | "cannot-tell";
}

/** One test over all scenarios of a metric, reported before the pairs; never a gate. */
export interface OmnibusTest {
  readonly metric: string;
  readonly test: "kruskal-wallis" | "friedman";
  readonly statistic: number | null;
  readonly degreesOfFreedom: number;
  readonly p: number | null;
  /** Values, or whole blocks, in all. */
  readonly n: number;
  readonly reason: string | null;
}

/** What became of the rows of one log. */
export interface LogAccount {
  readonly source: string;
  readonly rows: number;
  readonly used: number;
  /** Looks whose windows overlap those of a look that is used. */
  readonly overlapping: number;
  /** Rows without a scenario, or looks without a time. */
  readonly unusable: number;
}

/** The whole evaluation of an experiment. */
export interface ExperimentComparison {
  readonly alpha: number;
  readonly level: number;
  readonly adjustment: "BH" | "BY";
  readonly control: string | null;
  readonly pairBy: string | null;
  readonly scenarios: readonly string[];
  /** How many p-values are adjusted together. */
  readonly familySize: number;
  readonly logs: readonly LogAccount[];
  readonly omnibus: readonly OmnibusTest[];
  readonly comparisons: readonly ScenarioComparison[];
  /** What a reader should know beside the numbers. */
  readonly notes: readonly string[];
}
