import { brunnerMunzelOfCounts } from "../../../stats/tests/brunner-munzel.js";
import { rankSum } from "../../../stats/tests/rank-sum.js";
import { definedOrNull } from "../defined-or-null.js";
import { twoSamplesOf } from "../two-samples.js";
import { notesOf, sidedAnswer } from "./sided-answer.js";
import type { Statistic } from "../statistic.js";

/** `arlequin stat brunner-munzel` */
export const brunnerMunzel: Statistic = {
  name: "brunner-munzel",
  summary: "rank test of two samples that may differ in spread",
  definition: "Brunner & Munzel 2000",
  takes: "x, y",
  answer(question) {
    const { pooled, sizes } = twoSamplesOf(question);
    const notes: string[] = [];
    const found = definedOrNull(notes, "statistic", () => brunnerMunzelOfCounts(pooled));
    return {
      ...sizes,
      p_hat: rankSum(pooled).uY / (pooled.m * pooled.n),
      statistic: found?.statistic ?? null,
      df: found?.degreesOfFreedom ?? null,
      t: found === null ? null : sidedAnswer(found.t),
      normal: found === null ? null : sidedAnswer(found.normal),
      ...notesOf(notes),
    };
  },
};
