import type { ExperimentComparison } from "../../model/experiments/experiment-comparison.js";
import type { Report } from "../document.js";
import { csvRow } from "./experiment-csv.js";
import { magnitudeLabel, reasonOf, summaryOf } from "./experiment-words.js";

/** The JSON document of an evaluated experiment. */
export function experimentDocument(result: ExperimentComparison): Report["document"] {
  return {
    schema: "arlequin.eval-stats/1",
    summary: summaryOf(result),
    alpha: result.alpha,
    confidence: result.level,
    fdr: result.adjustment,
    control: result.control,
    pair_by: result.pairBy,
    scenarios: result.scenarios,
    family_size: result.familySize,
    logs: result.logs,
    omnibus: result.omnibus.map((test) => ({
      metric: test.metric,
      test: test.test,
      statistic: test.statistic,
      df: test.degreesOfFreedom,
      p: test.p,
      n: test.n,
      reason: test.reason,
    })),
    comparisons: result.comparisons.map((comparison) => ({
      ...csvRow(comparison),
      magnitude_label: magnitudeLabel(comparison),
      hl_confidence: comparison.shiftConfidence,
      paired: comparison.paired,
      reachable: comparison.reachable,
      status: comparison.status,
      reason: reasonOf(comparison, result.alpha),
    })),
    notes: result.notes,
  };
}
