import { cramerVonMisesSeries } from "../../../stats/distributions/cramer-von-mises-series.js";
import { cramerVonMisesSf } from "../../../stats/distributions/cramer-von-mises.js";
import {
  cramerVonMisesOfCounts,
  normalisedT,
} from "../../../stats/tests/quadratic-edf/cramer-von-mises.js";
import { definedOrNull } from "../defined-or-null.js";
import type { Statistic } from "../statistic.js";
import { twoSamplesOf } from "../two-samples.js";

/** Where scipy ends the series of the limit law. */
const SCIPY_PRECISION = 1e-7;

/** `arlequin stat cramer-von-mises`: T and its p, exact for small samples. */
export const cramerVonMises: Statistic = {
  name: "cramer-von-mises",
  summary: "two-sample Cramér-von Mises test: all squared gaps of the ECDFs",
  definition: "Anderson 1962, ties by midranks; limit law: Csörgő & Faraway 1996",
  takes: "x, y",
  answer(question) {
    const { pooled, sizes } = twoSamplesOf(question);
    const { statistic, pValue, method } = cramerVonMisesOfCounts(pooled);
    const notes: string[] = [];
    if (method !== "exact") notes.push("p_exact: a sample has more than 20 values");
    const t = definedOrNull(notes, "p_asymp, p_limit", () =>
      normalisedT(statistic, pooled.m, pooled.n),
    );
    return {
      ...sizes,
      T: statistic,
      p: pValue,
      method,
      p_exact: method === "exact" ? pValue : null,
      // The tail of the limit law, and scipy's value of it, which is right to some 1e-7 only.
      p_limit: t === null ? null : cramerVonMisesSf(t),
      p_asymp: t === null ? null : scipyTail(t),
      ...(notes.length === 0 ? {} : { notes }),
    };
  },
};

function scipyTail(t: number): number {
  return t < 0.003 ? 1 : Math.max(0, 1 - cramerVonMisesSeries(t, SCIPY_PRECISION));
}
