import { seededRandom } from "../../../core/random.js";
import type { Sample } from "../../../core/sample.js";
import { hellinger } from "../../../stats/distances/hellinger.js";
import {
  jensenShannonDistance,
  jensenShannonDivergence,
} from "../../../stats/distances/jensen-shannon.js";
import { kullbackLeibler } from "../../../stats/distances/kullback-leibler.js";
import {
  CUSTOMARY_EPSILON,
  populationStabilityIndex,
} from "../../../stats/distances/population-stability-index.js";
import { redrawnNulls } from "../../../stats/distances/redrawn-nulls.js";
import { totalVariation } from "../../../stats/distances/total-variation.js";
import { categoriesOf } from "./categories-question.js";
import { arrayOf, dropMissing, numberOf } from "../question.js";
import { stabilityAnswer } from "./stability-answer.js";
import type { Answer, Question, Statistic } from "../statistic.js";

/** `arlequin stat category-distances`: every distance between two rows of counts, and its null. */
export const categoryDistances: Statistic = {
  name: "category-distances",
  summary: "KL, Jensen-Shannon, Hellinger, total variation, PSI of categories",
  definition: "Kullback & Leibler 1951; Lin 1991; Hellinger 1909; PSI: Lewis 1994",
  takes: "reference_counts, current_counts | reference, current; epsilon?; alpha?, draws?, seed?",
  answer(question) {
    const { p, q, about } = countsOf(question);
    const epsilon = numberOf(question, "epsilon", CUSTOMARY_EPSILON);
    const kl = kullbackLeibler(p, q);
    return {
      kl_pq: kl,
      kl_qp: kullbackLeibler(q, p),
      kl_pq_base2: kl / Math.LN2,
      js_divergence: jensenShannonDivergence(p, q),
      js_distance: jensenShannonDistance(p, q),
      js_divergence_base2: jensenShannonDivergence(p, q, 2),
      js_distance_base2: jensenShannonDistance(p, q, 2),
      hellinger: hellinger(p, q),
      total_variation: totalVariation(p, q),
      psi_raw: populationStabilityIndex(p, q, 0),
      "psi_eps_1e-06": populationStabilityIndex(p, q, 1e-6),
      [`psi_eps_${epsilon}`]: populationStabilityIndex(p, q, epsilon),
      [`kl_eps_${epsilon}`]: kullbackLeibler(p, q, epsilon),
      ...about,
      nulls: nullsOf(question, p, q, epsilon),
      psi_law: stabilityAnswer(question, p, q),
    };
  },
};

/** Every distance against 999 redraws of the pooled counts; null where the counts are weights. */
function nullsOf(
  question: Question,
  p: Float64Array,
  q: Float64Array,
  epsilon: number,
): Answer | null {
  if (![...p, ...q].every(Number.isInteger)) return null;
  const distances = {
    [`kl_eps_${epsilon}`]: (x: Sample, y: Sample) => kullbackLeibler(x, y, epsilon),
    js_distance_base2: (x: Sample, y: Sample) => jensenShannonDistance(x, y, 2),
    hellinger,
    total_variation: totalVariation,
  };
  const nulls = redrawnNulls(p, q, distances, {
    random: seededRandom(numberOf(question, "seed", 0), "redrawn-nulls"),
    draws: numberOf(question, "draws", 999),
    alpha: numberOf(question, "alpha", 0.05),
  });
  const shown = Object.entries(nulls).map(([name, { pValue, threshold }]) => [
    name,
    { p: pValue, threshold },
  ]);
  return Object.fromEntries(shown) as Answer;
}

function countsOf(question: Question): { p: Float64Array; q: Float64Array; about: Answer } {
  if (question.reference_counts === undefined) {
    const { counts, about } = categoriesOf(question);
    return { p: counts.reference, q: counts.current, about };
  }
  const read = (name: string) => dropMissing(arrayOf(question, name), name).values;
  return { p: read("reference_counts"), q: read("current_counts"), about: {} };
}
