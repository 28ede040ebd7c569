import type { Answer } from "../../../src/flows/statistics/statistic.js";
import { agreesWithOracle } from "../../oracle.js";

/** The four functions of a distribution, at one set of parameters. */
export interface Tails {
  readonly cdf: (x: number) => number;
  readonly sf: (x: number) => number;
  readonly quantile: (p: number) => number;
  readonly isf: (p: number) => number;
}

/** Compare one distribution with its cases among the distribution functions. */
export function agreesWithTables(
  distribution: string,
  tails: (...parameters: number[]) => Tails,
): void {
  const answer = (question: Readonly<Record<string, unknown>>): Answer => {
    const { cdf, sf, quantile, isf } = tails(...(question.parameters as number[]));
    const { x, p } = question as { x?: number; p?: number };
    if (x !== undefined) return { cdf: cdf(x), sf: sf(x) };
    return { quantile: quantile(p!), isf: isf(p!) };
  };
  agreesWithOracle("distributions", answer, ["cdf", "sf", "quantile", "isf"], {
    only: ({ input }) => input.distribution === distribution,
  });
}
