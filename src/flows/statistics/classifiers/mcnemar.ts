import { mcNemarChiSquare, mcNemarExact } from "../../../stats/tests/mcnemar.js";
import { definedOrNull } from "../defined-or-null.js";
import { completeRows, labelsOf, taken } from "./labelled-rows.js";
import { numberOf } from "../question.js";
import type { Answer, Question, Statistic } from "../statistic.js";

/** `stat mcnemar`: whether two classifiers err equally often on the same rows. */
export const mcnemar: Statistic = {
  name: "mcnemar",
  summary: "do two classifiers err equally often on the same rows",
  definition: "McNemar 1947; mid-p: Fagerland, Lydersen & Laake 2013",
  takes: "b, c (rows that only a, only b has right) or y_true, pred_a, pred_b",
  answer(question) {
    const { b, c, ...counted } = discordant(question);
    const notes: string[] = [];
    const { pValue, midP } = mcNemarExact(b, c);
    const plain = definedOrNull(notes, "chi2", () => mcNemarChiSquare(b, c, false));
    const corrected = definedOrNull(notes, "chi2_corrected", () => mcNemarChiSquare(b, c));
    return {
      ...counted,
      b,
      c,
      p_exact: pValue,
      p_mid: midP,
      chi2: plain?.statistic ?? null,
      p_chi2: plain?.pValue ?? null,
      chi2_corrected: corrected?.statistic ?? null,
      p_chi2_corrected: corrected?.pValue ?? null,
      ...(notes.length === 0 ? {} : { notes }),
    };
  },
};

function discordant(question: Question): Answer & { readonly b: number; readonly c: number } {
  if (question.y_true === undefined) {
    return { b: numberOf(question, "b"), c: numberOf(question, "c") };
  }
  const columns = {
    y_true: labelsOf(question, "y_true"),
    pred_a: labelsOf(question, "pred_a"),
    pred_b: labelsOf(question, "pred_b"),
  };
  const { rows, dropped } = completeRows(columns);
  const truth = taken(columns.y_true, rows);
  const right = (name: "pred_a" | "pred_b") =>
    taken(columns[name], rows).map((prediction, i) => prediction === truth[i]);
  const [a, b] = [right("pred_a"), right("pred_b")];
  return {
    n: rows.length,
    dropped,
    b: a.filter((isRight, i) => isRight && !b[i]).length,
    c: b.filter((isRight, i) => isRight && !a[i]).length,
  };
}
