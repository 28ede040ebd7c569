import {
  hasExactSignedRank,
  wilcoxonAsymptotic,
  wilcoxonExact,
} from "../../../stats/tests/wilcoxon-p-values.js";
import { signedRanks, type ZeroMethod } from "../../../stats/tests/signed-ranks.js";
import { pairsOf } from "./pairs-of.js";
import { notesOf, sidedAnswer, zTestsAnswer } from "./sided-answer.js";
import type { Answer, Statistic } from "../statistic.js";

/** `arlequin stat wilcoxon`: the signed-rank test, by both ways to treat zeros. */
export const wilcoxon: Statistic = {
  name: "wilcoxon",
  summary: "signed-rank test of paired samples, exact with ties and zeros",
  definition: "Wilcoxon 1945; zeros also by Pratt 1959; exact p: sign flips",
  takes: "x, y",
  answer(question) {
    const { x, y, dropped } = pairsOf(question, "x", "y");
    const differences = x.map((value, i) => value - y[i]!);
    const notes: string[] = [];
    return {
      n_pairs: differences.length,
      dropped_pairs: dropped,
      zeros: differences.filter((d) => d === 0).length,
      wilcox: byZeroMethod("wilcox", differences, notes),
      pratt: byZeroMethod("pratt", differences, notes),
      ...notesOf(notes),
    };
  },
};

function byZeroMethod(method: ZeroMethod, differences: Float64Array, notes: string[]): Answer {
  const ranks = signedRanks(differences, method);
  const sums = { W_plus: ranks.wPlus, W_minus: ranks.wMinus, n_used: ranks.doubledRanks.length };
  if (sums.n_used === 0) {
    notes.push(`${method}: all differences are zero`);
    return { ...sums, undefined: true, exact: null };
  }
  const exact = hasExactSignedRank(ranks);
  if (!exact) notes.push(`${method}.exact: its law is too large for ${sums.n_used} pairs`);
  return {
    ...sums,
    exact: exact ? sidedAnswer(wilcoxonExact(ranks)) : null,
    asymptotic_continuity: zTestsAnswer(notes, method, () => wilcoxonAsymptotic(ranks)),
    asymptotic: zTestsAnswer(notes, method, () => wilcoxonAsymptotic(ranks, { continuity: false })),
  };
}
