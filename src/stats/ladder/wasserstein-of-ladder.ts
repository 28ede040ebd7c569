import { CompensatedSum } from "../compensated-sum.js";
import { unitOf, type Ladder } from "./ladder.js";

/** A statistic as far as the cells tell it. */
export interface LadderValue {
  readonly value: number;
  /** The true value lies within value ± error; 0 where it is exact. */
  readonly error: number;
}

export interface LadderDistance extends LadderValue {
  /** Spans that the error comes from: the largest share first. */
  readonly open: readonly number[];
}

/**
 * Wasserstein-1 over a ladder: ∫ |F − G|. Where F − G keeps its sign within a span [a, b], the integral
 * follows from the sums alone,
 *
 *     ∫ (F − G) = b·d₁ − a·d₀ − Σx / m + Σy / n        d₀, d₁: F − G before and after the span
 *
 * and where it may change sign, it lies between the absolute value of that and the largest gap times
 * the width. Where the sums of a span are not known, so it lies between the least and the largest gap
 * times the width. O(cells).
 *
 * @returns an infinite error where a span has no end
 */
export function wassersteinOfLadder(ladder: Ladder): LadderDistance {
  const { x, y, m, n, low, high, spans, inside } = ladder;
  const unit = unitOf(ladder);
  const total = new CompensatedSum();
  const vague: { readonly cell: number; readonly error: number }[] = [];
  let [i, j] = [0, 0];
  for (let k = 0; k < x.length; k++) {
    const before = (i * n - j * m) / m / n;
    i += x[k]!;
    j += y[k]!;
    const after = (i * n - j * m) / m / n;
    if (spans !== null && spans[k] !== 0) {
      const known = inside ? inside.area[k]! : NaN;
      const span = Number.isNaN(known) ? spanArea(ladder, k, before, after) : [known, known];
      const [least = 0, most = 0] = span;
      if (most > least || !Number.isFinite(most))
        vague.push({ cell: k, error: (most - least) / 2 });
      if (Number.isFinite(most)) total.add((least + most) / 2);
    }
    if (k + 1 < x.length && after !== 0) {
      // Neighbouring spans share an end that is known but for rounding.
      total.add(Math.abs(after) * (unit * Math.max(0, low[k + 1]! - high[k]!)));
    }
  }
  vague.sort((a, b) => b.error - a.error || a.cell - b.cell);
  const error = vague.reduce((sum, one) => sum + one.error, 0);
  return { value: total.value / unit, error: error / unit, open: vague.map(({ cell }) => cell) };
}

/** Between what the integral of |F − G| over a span lies, times the unit of the ladder. */
function spanArea(ladder: Ladder, k: number, before: number, after: number): [number, number] {
  const { x, y, m, n, low, high, xSums, ySums, center } = ladder;
  const unit = unitOf(ladder);
  const end = (place: number, gap: number) => (gap === 0 ? 0 : unit * (place - center) * gap);
  const sums = (unit * xSums[k]!) / m - (unit * ySums[k]!) / n;
  const net = end(high[k]!, after) - end(low[k]!, before) - sums;
  const [lowest, highest] = [before - y[k]! / n, before + x[k]! / m];
  if (!Number.isFinite(net)) return areaWithoutSums(high[k]! - low[k]!, lowest, highest);
  if (lowest >= 0 || highest <= 0) return [Math.abs(net), Math.abs(net)];
  const most = Math.max(-lowest, highest) * (unit * (high[k]! - low[k]!));
  return [Math.abs(net), Math.max(most, Math.abs(net))];
}

/** The same where nothing but the counts of the span is known: F − G is between two gaps all along. */
function areaWithoutSums(width: number, lowest: number, highest: number): [number, number] {
  if (!Number.isFinite(width)) return [0, Infinity];
  return [Math.max(0, lowest, -highest) * width, Math.max(-lowest, highest) * width];
}
