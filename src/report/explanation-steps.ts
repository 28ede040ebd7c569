import { sum } from "../core/sum.js";
import type { Explanation } from "../drift/explain-column.js";
import type {
  CategoricalFindings,
  ColumnFindings,
  NumericFindings,
} from "../drift/drift-result.js";
import type { PsiArithmetic } from "../drift/explain-psi.js";
import type { PlaceInFamily } from "../drift/place-in-family.js";
import { grouped, shortNumber } from "./number.js";

/** A number, its value, and how it is come by. */
type Step = readonly [name: string, value: string, how: string];

/** Every number behind a verdict with its formula filled in. */
export function explanationSteps(explanation: Explanation): Step[] {
  const { column, psi, family, missingFamily } = explanation;
  const { findings, missingTest } = column;
  const steps: Step[] = [];
  if (findings && psi) {
    steps.push(...psiSteps(findings, psi));
    steps.push(...(findings.kind === "numeric" ? ksSteps(findings) : chiSquareSteps(findings)));
  }
  if (family) steps.push(familyStep("p adjusted", family));
  if (missingTest && missingFamily) {
    const sides = `${grouped(column.missingReference ?? 0)} and ${grouped(column.missingCurrent ?? 0)}`;
    steps.push(
      ["missing p", pValue(missingTest.pFisher), `Fisher's exact test: ${sides} rows missing`],
      familyStep("missing adjusted", missingFamily),
      ["missing PSI", shortNumber(missingTest.psi, 3), "debiased, missing against present"],
    );
  }
  return steps;
}

function psiSteps(
  { psi, kind }: ColumnFindings,
  { bins, scale, smoothed, bias }: PsiArithmetic,
): Step[] {
  const freedom = bins.length - 1;
  const [m, n] = totals(psi.judged);
  const sizes = `1/${grouped(m)} + 1/${grouped(n)}`;
  const value = (of: number) => shortNumber(of, 4);
  const usual: Step = ["PSI, customary", value(psi.value), customary(kind)];
  if (freedom === 0) {
    return [["PSI", "-", "too few rows for two bins with 5 expected in each"], usual];
  }
  return [
    ["p, q", "", `(rows + 1/2) / (all rows + K/2), K = ${bins.length} bins`],
    ["adds", "", "(q - p) ln(q / p), natural logarithm"],
    ["z", "", "(q - p) / sqrt(r (1 - r) s), r: both tables' share"],
    ["s", value(scale), sizes],
    ["PSI, smoothed", value(smoothed), "the sum of what the bins add"],
    ["by chance", value(bias), `s (K - 1)`],
    ["PSI, debiased", value(psi.debiased), "smoothed less by chance: the one judged"],
    [
      "95 % interval",
      "",
      `${value(psi.ciLow)}..${value(psi.ciHigh)}, PSI / s ~ noncentral chi2(${freedom})`,
    ],
    ["p of the PSI", pValue(psi.p), `P(chi2(${freedom}) >= ${value(smoothed / scale)}), PSI / s`],
    usual,
  ];
}

/** How the field's PSI differs from the one judged. */
function customary(kind: ColumnFindings["kind"]): string {
  return kind === "numeric"
    ? "deciles of the reference, raw shares >= 1e-4"
    : "raw shares >= 1e-4, chance not taken off";
}

function ksSteps(findings: NumericFindings): Step[] {
  const { ks, p, pLow } = findings;
  const steps = ksStepsOf(findings);
  if (pLow === p) return steps;
  const hidden = `a gap of up to ${shortNumber(ks.dAtMost, 4)} may hide in a cell of the profile`;
  return [...steps, ["p at least", pValue(pLow), hidden]];
}

function ksStepsOf({ ks, p, pMethod, psi, split }: NumericFindings): Step[] {
  const sizes = totals(psi.judged);
  const d: Step = ["KS D", shortNumber(ks.d, 4), gap(ks.below, sizes, ks.location)];
  if (!split) return [d, ["p", pValue(p), P_OF[pMethod] ?? pMethod]];
  const { rest } = split;
  const values = split.values
    .slice(0, 3)
    .map((value) => shortNumber(value))
    .join(", ");
  const more = split.values.length > 3 ? `, ... (${split.values.length})` : "";
  const atoms: Step = [
    "p of atoms",
    pValue(split.pAtoms),
    `chi-square of ${values}${more} and the rest`,
  ];
  if (!rest) return [d, atoms, ["p", pValue(p), "that of the atoms: there is nothing else"]];
  return [
    d,
    atoms,
    ["D of the rest", shortNumber(rest.d, 4), gap(rest.below, [rest.m, rest.n], rest.location)],
    ["p of the rest", pValue(rest.p), P_OF["ks-asymptotic"]!],
    ["p", pValue(p), "2 x the smaller of the two, at most 1"],
  ];
}

const P_OF: Readonly<Record<string, string>> = {
  "ks-exact": "exact: the share of splits with D as large",
  "ks-asymptotic": "2 sum (-1)^(k-1) exp(-2 k^2 D^2 mn/(m+n))",
  "chi-square-monte-carlo": "tables of the same totals drawn: (b + 1)/(B + 1)",
};

function gap(
  [i, j]: readonly [number, number],
  [m, n]: readonly [number, number],
  location: number | null,
): string {
  const at = location === null ? "" : `, up to ${shortNumber(location)}`;
  return `|${grouped(i)}/${grouped(m)} - ${grouped(j)}/${grouped(n)}|${at}`;
}

function chiSquareSteps({ chiSquare, p, pMethod }: CategoricalFindings): Step[] {
  const { statistic, dof } = chiSquare;
  return [
    ["chi-square", shortNumber(statistic, 4), "sum of (seen - expected)^2 / expected"],
    ["p", pValue(p), P_OF[pMethod] ?? `P(chi2(${dof}) >= ${shortNumber(statistic, 4)})`],
  ];
}

/** The adjusted p is size/rank times a p: its own, or a larger one's where that comes out smaller. */
function familyStep(name: string, { size, rank, steps, adjusted }: PlaceInFamily): Step {
  const least = steps.find(({ scaled }) => scaled === adjusted);
  const place = `rank ${rank} of ${size}`;
  if (!least) return [name, pValue(adjusted), `${place}, at most 1`];
  const product = `${size}/${least.rank} x ${pValue(least.p)}`;
  const how =
    least.rank === rank
      ? `${place}: ${product}`
      : `${place}; less at rank ${least.rank}: ${product}`;
  return [name, pValue(adjusted), how];
}

function totals({ reference, current }: NumericFindings["psi"]["judged"]): [number, number] {
  return [sum(reference), sum(current)];
}

/** A p with as many digits as it takes to follow the arithmetic. */
function pValue(p: number): string {
  return p === 0 ? "< 1e-300" : shortNumber(p, 4);
}
