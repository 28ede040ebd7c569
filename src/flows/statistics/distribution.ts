import { InputError } from "../../core/errors.js";
import { betaCdf, betaIsf, betaQuantile, betaSf } from "../../stats/distributions/beta.js";
import {
  chiSquareCdf,
  chiSquareIsf,
  chiSquareQuantile,
  chiSquareSf,
} from "../../stats/distributions/chi-square.js";
import { fCdf, fIsf, fQuantile, fSf } from "../../stats/distributions/f.js";
import {
  kolmogorovCdf,
  kolmogorovIsf,
  kolmogorovQuantile,
  kolmogorovSf,
} from "../../stats/distributions/kolmogorov.js";
import {
  normalCdf,
  normalIsf,
  normalQuantile,
  normalSf,
} from "../../stats/distributions/normal.js";
import {
  studentsTCdf,
  studentsTIsf,
  studentsTQuantile,
  studentsTSf,
} from "../../stats/distributions/students-t.js";
import { choiceOf, numberOf, numbersOf } from "./question.js";
import type { Question, Statistic } from "./statistic.js";

/** A function of a distribution: of a point or a probability, and the distribution's parameters. */
type Curve = (at: number, ...parameters: number[]) => number;
interface Family {
  readonly parameters: readonly string[];
  readonly curves: readonly [cdf: Curve, sf: Curve, quantile: Curve, isf: Curve];
}

const FAMILIES = {
  normal: { parameters: [], curves: [normalCdf, normalSf, normalQuantile, normalIsf] },
  t: {
    parameters: ["df"],
    curves: [studentsTCdf, studentsTSf, studentsTQuantile, studentsTIsf],
  },
  chi2: {
    parameters: ["df"],
    curves: [chiSquareCdf, chiSquareSf, chiSquareQuantile, chiSquareIsf],
  },
  f: { parameters: ["df1", "df2"], curves: [fCdf, fSf, fQuantile, fIsf] },
  beta: {
    parameters: ["a", "b"],
    curves: [betaCdf, betaSf, betaQuantile, betaIsf],
  },
  kolmogorov: {
    parameters: [],
    curves: [kolmogorovCdf, kolmogorovSf, kolmogorovQuantile, kolmogorovIsf],
  },
} satisfies Record<string, Family>;
const NAMES = Object.keys(FAMILIES) as (keyof typeof FAMILIES)[];

/** `arlequin stat distribution`: both tails at x, or the points that leave p below and above. */
export const distribution: Statistic = {
  name: "distribution",
  summary: "tails of a distribution at x, or its quantiles at p",
  definition: "normal, t(df), chi2(df), f(df1, df2), beta(a, b), kolmogorov",
  takes: "distribution, parameters?, x | p",
  answer(question) {
    if (question.distribution === undefined) {
      const fix = `give one of ${NAMES.join(", ")}`;
      throw new InputError("argument distribution is missing", { where: "distribution", fix });
    }
    const name = choiceOf(question, "distribution", NAMES as ["normal", ...typeof NAMES]);
    const family: Family = FAMILIES[name];
    const parameters = parametersOf(question, name, family.parameters);
    const [cdf, sf, quantile, isf] = family.curves;
    if (question.p === undefined) {
      const x = numberOf(question, "x");
      return { cdf: cdf(x, ...parameters), sf: sf(x, ...parameters) };
    }
    const p = numberOf(question, "p");
    return { quantile: quantile(p, ...parameters), isf: isf(p, ...parameters) };
  },
};

function parametersOf(question: Question, name: string, names: readonly string[]): number[] {
  const given =
    question.parameters === undefined ? [] : Array.from(numbersOf(question, "parameters"));
  if (given.length === names.length) return given;
  throw new InputError(`${name} has ${names.length} parameters, and ${given.length} are given`, {
    where: "parameters",
    fix: `give parameters as [${names.join(", ")}]`,
  });
}
