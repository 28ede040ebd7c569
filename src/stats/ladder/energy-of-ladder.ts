import { CompensatedSum } from "../compensated-sum.js";
import { area } from "../distances/ecdf-gap-integral.js";
import { gapAfter } from "./gap-corridor.js";
import { isOneValue, unitOf, type Ladder } from "./ladder.js";
import type { LadderInterval } from "./ladder-interval.js";

/**
 * Between what the square of the energy distance lies, 2 ∫ (F − G)², given the ladder of two samples.
 *
 * Between cells F − G is known. Over a span [a, b] its mean ḡ is, by the sums,
 *
 *     ḡ·(b − a) = b·d₁ − a·d₀ − Σx / m + Σy / n        d₀, d₁: F − G before and after the span
 *
 * and it stays between L = d₀ − Y/n and H = d₀ + X/m. So (F − G)² has a mean of at least ḡ² (Jensen), and
 * of at most ḡ² + (H − ḡ)(ḡ − L), as the square lies below its chord over [L, H]. Where all values of a
 * span are of one sample, F − G takes but every 1/m or 1/n from d₀, and the chord between the two around
 * ḡ bounds it from below: that makes a span of one value exact. ∎
 *
 * Right but for rounding, that of the ends of spans included. O(cells).
 *
 * @returns an infinite end where a span has no end, or its sums overflowed
 */
export function squaredEnergyOfLadder(ladder: Ladder): LadderInterval {
  const { x, y, low, high } = ladder;
  const unit = unitOf(ladder);
  const [least, most] = [new CompensatedSum(), new CompensatedSum()];
  let [i, j] = [0, 0];
  for (let k = 0; k < x.length; k++) {
    if (!isOneValue(ladder, k)) {
      const [from, to] = spanSquare(ladder, k, i, j);
      least.add(from);
      most.add(to);
    }
    i += x[k]!;
    j += y[k]!;
    const gap = gapAfter(ladder, i, j);
    if (gap === 0 || k + 1 === x.length) continue;
    // Neighbouring spans share an end that is known but for rounding.
    const between = area(gap * gap, unit * Math.min(high[k]!, low[k + 1]!), unit * low[k + 1]!);
    least.add(between);
    most.add(between);
  }
  return {
    low: (2 * least.value) / unit,
    high: (2 * Math.max(least.value, most.value)) / unit,
  };
}

/** Between what ∫ (F − G)² over a span lies, times the unit of the ladder. */
function spanSquare(ladder: Ladder, k: number, i: number, j: number): readonly [number, number] {
  const { m, n, center, low, high, xSums, ySums } = ladder;
  const [x, y] = [ladder.x[k]!, ladder.y[k]!];
  const [before, after] = [gapAfter(ladder, i, j), gapAfter(ladder, i + x, j + y)];
  const [bottom, top] = [gapAfter(ladder, i, j + y), gapAfter(ladder, i + x, j)];
  const unit = unitOf(ladder);
  const width = unit * (high[k]! - low[k]!);
  const end = (place: number, gap: number) => (gap === 0 ? 0 : unit * (place - center) * gap);
  const sums = (unit * xSums[k]!) / m - (unit * ySums[k]!) / n;
  const net = end(high[k]!, after) - end(low[k]!, before) - sums;
  if (!Number.isFinite(net) || !Number.isFinite(width)) return [0, Infinity];
  if (width <= 0) return [0, 0];
  const mean = Math.min(Math.max(net / width, bottom), top);
  const most = width * (mean * mean + (top - mean) * (mean - bottom));
  const step = x > 0 && y > 0 ? 0 : 1 / (y > 0 ? n : m);
  if (step === 0) return [width * mean * mean, most];
  const under = bottom + Math.floor((mean - bottom) / step) * step;
  const spread = Math.max(0, (mean - under) * (under + step - mean));
  return [Math.min(most, width * (mean * mean + spread)), most];
}
