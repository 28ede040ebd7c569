import { contingencyTable } from "../stats/contingency-table.js";
import { chiSquareTest } from "../stats/tests/chi-square.js";
import { ksAsymptoticP } from "../stats/tests/ks-asymptotic-p.js";
import { ksExactP } from "../stats/tests/ks-exact-p.js";
import { ksGap } from "../stats/tests/ks-gap.js";
import { KS_EXACT_LIMIT } from "../stats/tests/ks-two-sample.js";
import type { PooledCounts } from "../stats/pooled-counts.js";
import type { AtomSplit } from "./drift-result.js";

/** From this share of the pooled rows on, a value is an atom: the limit law would hide it. */
const ATOM_SHARE = 0.01;

export interface JudgingP {
  readonly p: number;
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
 */
export function numericP(pooled: PooledCounts): JudgingP {
  const { m, n } = pooled;
  if (m * n <= KS_EXACT_LIMIT) {
    return { p: ksExactP(pooled, "two-sided"), method: "ks-exact", split: null };
  }
  const atoms = atomsOf(pooled);
  if (atoms.length === 0) {
    return { p: limitP(pooled), method: "ks-asymptotic", split: null };
  }
  const rest = without(pooled, new Set(atoms));
  const [reference, current] = [pooled.x, pooled.y].map((counts) => atoms.map((k) => counts[k]!));
  const table = contingencyTable([
    [...reference!, rest.m],
    [...current!, rest.n],
  ]);
  const split = {
    values: atoms.map((k) => pooled.values[k]!),
    reference: reference!,
    current: current!,
    pAtoms: chiSquareTest(table).pValue,
  };
  if (rest.m === 0 || rest.n === 0) {
    return { p: split.pAtoms, method: "atoms", split: { ...split, rest: null } };
  }
  const p = Math.min(1, 2 * Math.min(split.pAtoms, limitP(rest)));
  return { p, method: "atoms+ks", split: { ...split, rest: restOf(rest) } };
}

function restOf(rest: PooledCounts): AtomSplit["rest"] {
  const { size, scale, location, below } = ksGap(rest);
  const { m, n } = rest;
  return { m, n, d: size / scale, location: location ?? null, below, p: limitP(rest) };
}

function limitP(pooled: PooledCounts): number {
  const { size, scale } = ksGap(pooled);
  return ksAsymptoticP(size / scale, pooled.m, pooled.n, "two-sided");
}

function atomsOf({ x, y, m, n }: PooledCounts): number[] {
  const atoms: number[] = [];
  for (let k = 0; k < x.length; k++) if (x[k]! + y[k]! > ATOM_SHARE * (m + n)) atoms.push(k);
  return atoms;
}

function without(pooled: PooledCounts, places: ReadonlySet<number>): PooledCounts {
  const keep = (_: number, k: number) => !places.has(k);
  const [x, y] = [pooled.x.filter(keep), pooled.y.filter(keep)];
  const sum = (counts: Float64Array) => counts.reduce((total, count) => total + count, 0);
  return { values: pooled.values.filter(keep), x, y, m: sum(x), n: sum(y) };
}
