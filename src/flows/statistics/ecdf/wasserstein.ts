import {
  scaledWassersteinOfCounts,
  type ReferenceScale,
} from "../../../stats/distances/scaled-wasserstein-distance.js";
import { wassersteinOfCounts } from "../../../stats/distances/wasserstein-distance.js";
import { definedOrNull } from "../defined-or-null.js";
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
    const notes: string[] = [];
    const scaled = (key: string, scale: ReferenceScale) => ({
      [key]: definedOrNull(notes, key, () => scaledWassersteinOfCounts(pooled, scale)),
    });
    return {
      ...plain,
      ...scaled("wasserstein_normalized", "sd"),
      ...scaled("wasserstein_over_iqr", "iqr"),
      ...(notes.length === 0 ? {} : { notes }),
    };
  },
};
