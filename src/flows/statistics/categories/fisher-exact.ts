import { conditionalOddsRatio, oddsRatio } from "../../../stats/effects/odds-ratio.js";
import { fourfoldTable } from "../../../stats/fourfold-table.js";
import { fisherExact as test } from "../../../stats/tests/fisher-exact.js";
import { matrixOf } from "../question.js";
import type { Statistic } from "../statistic.js";

/** `arlequin stat fisher-exact`: all three p-values, the odds ratio of the sample and the conditional one. */
export const fisherExact: Statistic = {
  name: "fisher-exact",
  summary: "exact test of a 2 x 2 table, with the odds ratio and its interval",
  definition: "Fisher 1934; two-sided by probability, slack 1e-7 as R",
  takes: "table",
  answer(question) {
    const table = fourfoldTable(matrixOf(question, "table"));
    const { twoSided, less, greater } = test(table);
    const { estimate, low, high } = conditionalOddsRatio(table);
    const sampled = table.a * table.d > 0 || table.b * table.c > 0;
    return {
      p_two_sided: twoSided,
      p_less: less,
      p_greater: greater,
      odds_ratio_sample: sampled ? oddsRatio(table) : null,
      // Not named as R's: its root finder stops at 1e-4, up to a hundredth of a small odds ratio.
      odds_ratio_mle: estimate,
      "ci_0.95": [low, high],
      ...(sampled ? {} : { notes: ["odds_ratio_sample is null: it is 0/0"] }),
    };
  },
};
