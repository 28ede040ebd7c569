import type { Sample } from "../../../core/sample.js";
import { mean, standardDeviation, variance } from "../../../stats/descriptive/moments.js";
import {
  interquartileRange,
  median,
  medianAbsoluteDeviation,
} from "../../../stats/descriptive/spread.js";

/** What can be asked of a sample by resampling, by name; the first is the default. */
export const SAMPLE_STATISTICS = {
  mean,
  median,
  sd: standardDeviation,
  var: variance,
  mad: medianAbsoluteDeviation,
  iqr: interquartileRange,
} as const satisfies Readonly<Record<string, (x: Sample) => number>>;

export const sampleStatisticNames = ["mean", "median", "sd", "var", "mad", "iqr"] as const;
