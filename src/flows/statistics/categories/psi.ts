import { binSample, type ClosedSide } from "../../../stats/binning/bin-counts.js";
import { equalWidthEdges } from "../../../stats/binning/equal-width-edges.js";
import { fixedEdges } from "../../../stats/binning/fixed-edges.js";
import { quantileEdges } from "../../../stats/binning/quantile-edges.js";
import {
  CUSTOMARY_EPSILON,
  populationStabilityIndex,
} from "../../../stats/distances/population-stability-index.js";
import { countValues } from "../../../stats/pooled-counts.js";
import { choiceOf, numberOf, sampleOf } from "../question.js";
import { stabilityAnswer } from "./stability-answer.js";
import type { Question, Statistic } from "../statistic.js";

/** `arlequin stat psi`: the index of a numeric column, as the field computes it, and its law. */
export const psi: Statistic = {
  name: "psi",
  summary: "population stability index over bins of the reference",
  definition: "Lewis 1994, type-7 quantile bins closed right, eps 1e-4; law: Yurdakul 2018",
  takes: "reference, current, binning?, bins?, edges?, closed?, epsilon?, alpha?",
  answer(question) {
    const [first, second] =
      question.reference === undefined && question.x !== undefined
        ? (["x", "y"] as const)
        : (["reference", "current"] as const);
    const [before, after] = [sampleOf(question, first), sampleOf(question, second)];
    const edges = edgesOf(question, before.values);
    const epsilon = numberOf(question, "epsilon", CUSTOMARY_EPSILON);
    const closed = choiceOf(question, "closed", ["right", "left"]);
    const counts = (side: ClosedSide) =>
      [binSample(before.values, edges, side), binSample(after.values, edges, side)] as const;
    const [reference, current] = counts(closed);
    return {
      n_reference: before.values.length,
      n_current: after.values.length,
      [`dropped_${first}`]: before.dropped,
      [`dropped_${second}`]: after.dropped,
      edges: Array.from(edges),
      bins: edges.length + 1,
      reference_counts: Array.from(reference),
      current_counts: Array.from(current),
      psi: populationStabilityIndex(reference, current, epsilon),
      psi_left_closed: populationStabilityIndex(...counts("left"), epsilon),
      "psi_epsilon_1e-06": populationStabilityIndex(reference, current, 1e-6),
      ...stabilityAnswer(question, reference, current),
    };
  },
};

function edgesOf(question: Question, reference: Float64Array): Float64Array {
  const binning = choiceOf(question, "binning", ["quantile", "equal_width", "explicit"]);
  if (binning === "explicit" || question.edges !== undefined) {
    return fixedEdges(sampleOf(question, "edges").values);
  }
  const counts = countValues("reference", reference);
  const bins = numberOf(question, "bins", 10);
  return binning === "quantile" ? quantileEdges(counts, bins) : equalWidthEdges(counts, bins);
}
