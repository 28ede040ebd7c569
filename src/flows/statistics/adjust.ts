import { ADJUSTMENTS, adjustPValues } from "../../stats/adjust-p-values.js";
import { numbersOf } from "./question.js";
import type { Statistic } from "./statistic.js";

/** `arlequin stat adjust`: a family of p-values, by every adjustment. */
export const adjust: Statistic = {
  name: "adjust",
  summary: "p-values of one family, adjusted for their number",
  definition: "Benjamini & Hochberg 1995, Holm 1979, Hommel 1988; R p.adjust",
  takes: "p",
  answer(question) {
    const p = Array.from(numbersOf(question, "p"), (value) => (Number.isNaN(value) ? null : value));
    const adjusted = ADJUSTMENTS.map((method) => [method, adjustPValues(p, method)] as const);
    const found = (values: readonly (number | null)[]) =>
      values.filter((value) => value !== null && value <= 0.05).length;
    return {
      ...Object.fromEntries(adjusted),
      "rejected_at_0.05": Object.fromEntries(
        adjusted.map(([method, values]) => [method, found(values)]),
      ),
      family_size: p.filter((value) => value !== null).length,
    };
  },
};
