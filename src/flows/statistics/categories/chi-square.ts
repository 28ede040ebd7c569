import { pearson } from "../../../stats/tests/chi-square.js";
import { homogeneity } from "./homogeneity.js";
import type { Statistic } from "../statistic.js";

/** `arlequin stat chi-square`: Pearson's test, with G and Cramér's V beside it. */
export const chiSquare: Statistic = {
  name: "chi-square",
  summary: "do samples have the same categories, or one the expected shares",
  definition: "Pearson 1900, uncorrected; yates: Yates 1934; V: Cramér 1946, Bergsma 2013",
  takes: "table | reference, current | observed, expected_proportions?; draws?, seed?",
  answer: (question) => homogeneity(question, pearson),
};
