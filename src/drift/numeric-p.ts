import { contingencyTable } from "../stats/contingency-table.js";
import { ksOfLadder, type LadderGap } from "../stats/ladder/ks-of-ladder.js";
import { countsOfLadder, withoutCells, type Ladder } from "../stats/ladder/ladder.js";
import { chiSquareTest } from "../stats/tests/chi-square.js";
import { ksAsymptoticP } from "../stats/tests/ks-asymptotic-p.js";
import { ksExactP } from "../stats/tests/ks-exact-p.js";
import { KS_EXACT_LIMIT } from "../stats/tests/ks-two-sample.js";
import { atomsOf, type AtomSplit } from "./atoms.js";

export interface JudgingP {
  readonly p: number;
  /** The least that p may be: less than p only where spans may hide a larger gap. */
  readonly pLow: number;
  readonly method: "ks-exact" | "ks-asymptotic" | "atoms+ks" | "atoms";
  /** Null where no value was judged apart from the others. */
  readonly split: AtomSplit | null;
}

/**
 * The p that judges a numeric column.
 *
 * Exact Kolmogorov-Smirnov up to m·n = 2.5e7, right with any ties. Beyond it the limit law, which
 * knows no ties: so where some values are atoms (over 1 % of the rows each), their shares are judged
 * by chi-square, the rest by Kolmogorov-Smirnov, and the two together by
 *
 *     p = min(1, 2 · min(p_atoms, p_rest))
 *
 * @param withoutAtoms the ladder without its atoms, if it was looked into
 * @param gap the largest gap of the ladder, if it is known already
 */
export function numericP(ladder: Ladder, withoutAtoms?: Ladder, gap?: LadderGap): JudgingP {
  const counts = ladder.m * ladder.n <= KS_EXACT_LIMIT ? countsOfLadder(ladder) : null;
  if (counts) {
    const p = ksExactP(counts, "two-sided");
    return { p, pLow: p, method: "ks-exact", split: null };
  }
  const atoms = atomsOf(ladder);
  if (atoms.length === 0) {
    return { ...limitP(ladder, gap ?? ksOfLadder(ladder)), method: "ks-asymptotic", split: null };
  }
  const rest = withoutAtoms ?? withoutCells(ladder, new Set(atoms));
  if (atoms.length === 1 && rest.m + rest.n === 0)
    return { p: 1, pLow: 1, method: "atoms", split: null };
  const [reference, current] = [ladder.x, ladder.y].map((counts) => atoms.map((k) => counts[k]!));
  const table = contingencyTable([
    [...reference!, rest.m],
    [...current!, rest.n],
  ]);
  const split = {
    values: atoms.map((k) => ladder.low[k]!),
    reference: reference!,
    current: current!,
    pAtoms: chiSquareTest(table).pValue,
  };
  if (rest.m === 0 || rest.n === 0) {
    const p = split.pAtoms;
    return { p, pLow: p, method: "atoms", split: { ...split, rest: null } };
  }
  const gapOfRest = ksOfLadder(rest);
  const ofRest = limitP(rest, gapOfRest);
  const both = (p: number) => Math.min(1, 2 * Math.min(split.pAtoms, p));
  return {
    ...{ p: both(ofRest.p), pLow: both(ofRest.pLow), method: "atoms+ks" },
    split: { ...split, rest: restOf(rest, gapOfRest, ofRest.p) },
  };
}

function restOf(
  { m, n }: Ladder,
  { size, scale, location, below }: LadderGap,
  p: number,
): AtomSplit["rest"] {
  return { m, n, d: size / scale, location: location ?? null, below, p };
}

function limitP(
  ladder: Ladder,
  { size, atMost, scale }: LadderGap,
): { readonly p: number; readonly pLow: number } {
  const p = (gap: number) => ksAsymptoticP(gap / scale, ladder.m, ladder.n, "two-sided");
  return { p: p(size), pLow: p(atMost) };
}
