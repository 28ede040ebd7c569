import { doubledDeviance } from "../../../stats/tests/g.js";
import { homogeneity } from "./homogeneity.js";
import type { Statistic } from "../statistic.js";

/** `arlequin stat g`: the likelihood ratio test; its Monte-Carlo p, too, compares tables by G. */
export const g: Statistic = {
  name: "g",
  summary: "the likelihood ratio in place of chi-square: G = 2 sum O ln(O/E)",
  definition: "Wilks 1938; yates: Yates 1934",
  takes: "table | reference, current | observed, expected_proportions?; draws?, seed?",
  answer: (question) => homogeneity(question, doubledDeviance),
};
