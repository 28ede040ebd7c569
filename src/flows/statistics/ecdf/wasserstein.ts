import { UndefinedError } from "../../../core/errors.js";
import type { PooledCounts } from "../../../stats/pooled-counts.js";
import {
  scaledWassersteinOfCounts,
  type ReferenceScale,
} from "../../../stats/distances/scaled-wasserstein-distance.js";
import { wassersteinOfCounts } from "../../../stats/distances/wasserstein-distance.js";
import type { Statistic } from "../statistic.js";
import { weightedSamplesOf } from "../two-samples.js";

/** `arlequin stat wasserstein`: the distance, plain and over the spread of x, the reference. */
export const wasserstein: Statistic = {
  name: "wasserstein",
  summary: "Wasserstein-1 distance, plain and over the spread of x",
  definition: "Vallender 1974; quartiles type 7, sd with n - 1",
  takes: "x, y, weights_x?, weights_y?",
  answer(question) {
    const { pooled, sizes } = weightedSamplesOf(question);
    const weighted = question.weights_x !== undefined || question.weights_y !== undefined;
    const plain = { ...sizes, wasserstein: wassersteinOfCounts(pooled) };
    if (weighted) return plain;
    const overSd = scaled(pooled, "sd");
    const overIqr = scaled(pooled, "iqr");
    const notes = [overSd, overIqr].flatMap(({ note }) => note ?? []);
    return {
      ...plain,
      wasserstein_normalized: overSd.value,
      wasserstein_over_iqr: overIqr.value,
      ...(notes.length === 0 ? {} : { notes }),
    };
  },
};

function scaled(
  pooled: PooledCounts,
  scale: ReferenceScale,
): { value: number | null; note?: string } {
  try {
    return { value: scaledWassersteinOfCounts(pooled, scale) };
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    return { value: null, note: error.message };
  }
}
