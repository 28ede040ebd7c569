import type { DriftResult } from "./drift-result.js";

/** What a p of the family is about: the values of a column, or its share of missing ones. */
export type FamilyPart = "values" | "missing";

/** How a p became its adjusted one, by Benjamini and Hochberg. */
export interface PlaceInFamily {
  readonly p: number;
  /** How many p-values were adjusted together. */
  readonly size: number;
  /** Of p among them, from 1 for the smallest. */
  readonly rank: number;
  /** The p-values from this rank on, each with size · p / rank: the least of them is the adjusted p. */
  readonly steps: readonly AdjustmentStep[];
  readonly adjusted: number;
}

export interface AdjustmentStep {
  readonly rank: number;
  readonly p: number;
  readonly scaled: number;
}

/**
 * Retrace the adjustment of one p over all columns of a run: its rank, and every step that could have
 * made it smaller. The family are the p of each column, of its missing values, and of all columns
 * together where that was asked for.
 *
 *     adjusted = min(1, min over ranks j from its own on of size · p_j / j)
 *
 * @returns null where the column has no such p
 */
export function placeInFamily(
  { columns, multivariate }: Pick<DriftResult, "columns" | "multivariate">,
  name: string,
  part: FamilyPart,
): PlaceInFamily | null {
  const ofColumns = columns.flatMap(({ name, findings, missingTest }) => [
    ...(findings ? [{ name, part: "values", p: findings.p }] : []),
    ...(missingTest ? [{ name, part: "missing", p: missingTest.pFisher }] : []),
  ]);
  const together = multivariate?.findings?.p;
  const family = [
    ...ofColumns,
    ...(together === undefined ? [] : [{ name: null, part: "together", p: together }]),
  ];
  family.sort((a, b) => a.p - b.p);
  const at = family.findIndex((member) => member.name === name && member.part === part);
  if (at === -1) return null;
  const size = family.length;
  const steps = family.slice(at).map(({ p }, k) => {
    const rank = at + k + 1;
    return { rank, p, scaled: (size / rank) * p };
  });
  const adjusted = steps.reduce((least, { scaled }) => Math.min(least, scaled), 1);
  return { p: family[at]!.p, size, rank: at + 1, steps, adjusted };
}
