import { mergeSparseBins } from "../stats/distances/merge-sparse-bins.js";
import { stabilityParts } from "../stats/distances/stability-parts.js";
import type { ColumnFindings } from "./drift-result.js";

/** Which rows a bin holds: values over `from` up to `to` (null: open), a category, or several such. */
export type BinPlace =
  | { readonly from: number | null; readonly to: number | null }
  | { readonly category: string }
  | { readonly merged: readonly BinPlace[] };

export interface ExplainedBin {
  readonly place: BinPlace;
  readonly countReference: number;
  readonly countCurrent: number;
  /** Smoothed shares. */
  readonly shareReference: number;
  readonly shareCurrent: number;
  readonly contribution: number;
  /** What chance alone adds to a contribution. */
  readonly byChance: number;
  readonly z: number;
}

/** The verdict's PSI from its counts: contributions sum to `smoothed`, less `bias` is what is judged. */
export interface PsiArithmetic {
  /** Rows added to each bin. */
  readonly smoothing: 0.5;
  readonly bins: readonly ExplainedBin[];
  /** s = 1/m + 1/n. */
  readonly scale: number;
  readonly smoothed: number;
  /** s (K − 1) over K bins. */
  readonly bias: number;
}

/** Take the verdict's PSI apart: the bins it was judged over, sparse ones merged, and their parts. */
export function explainPsi(findings: ColumnFindings): PsiArithmetic {
  const { judged } = findings.psi;
  const { reference, current, kept, rest } = mergeSparseBins(judged.reference, judged.current);
  const placeOf = placesIn(findings);
  const own = kept.map(placeOf);
  const places = rest.length > 0 ? [...own, { merged: rest.map(placeOf) }] : own;
  const parts = stabilityParts(reference, current);
  return {
    smoothing: 0.5,
    bins: places.map((place, k) => ({
      place,
      countReference: reference[k]!,
      countCurrent: current[k]!,
      shareReference: parts.reference[k]!,
      shareCurrent: parts.current[k]!,
      contribution: parts.contributions[k]!,
      byChance: parts.byChance[k]!,
      z: parts.z[k]!,
    })),
    scale: parts.scale,
    smoothed: parts.contributions.reduce((sum, part) => sum + part, 0),
    bias: parts.scale * (places.length - 1),
  };
}

function placesIn(findings: ColumnFindings): (k: number) => BinPlace {
  if (findings.kind === "numeric") {
    const edges = findings.psi.judgedEdges;
    return (k) => ({ from: edges[k - 1] ?? null, to: edges[k] ?? null });
  }
  const { bins } = findings.psi;
  return (k) => ({ category: bins[k]!.category });
}
