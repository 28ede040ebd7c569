/** A p-value read from a table. */
export interface InterpolatedP {
  /** In [0.001, 0.25], where the table ends. */
  readonly pValue: number;
  /** "floor": the true p is below 0.001; "cap": it is above 0.25. */
  readonly clamped: "floor" | "cap" | null;
  /** The values that the statistic exceeds with probability 0.25, 0.1, …, 0.001. */
  readonly criticalValues: readonly number[];
}

const LEVELS = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001];
/** Scholz & Stephens (1987), table 2, and for the last two levels scipy: b₀ + b₁/√m + b₂/m. */
const B0 = [0.675, 1.281, 1.645, 1.96, 2.326, 2.573, 3.085];
const B1 = [-0.245, 0.25, 0.678, 1.149, 1.822, 2.364, 3.615];
const B2 = [-0.105, -0.305, -0.362, -0.391, -0.396, -0.345, -0.154];

/**
 * The p-value of the standardised Anderson-Darling statistic of k samples, by the published
 * critical values and a parabola through their logarithms (least squares), as scipy has it.
 *
 * @param statistic (A² − (k−1)) / σ
 * @param k how many samples, at least 2
 * @returns p between the ends of the table, and whether it was cut to one of them
 * @example andersonDarlingP(7, 2).clamped // "floor"
 * @see Scholz & Stephens (1987), "K-sample Anderson-Darling tests", JASA 82(399), 918–924
 */
export function andersonDarlingP(statistic: number, k: number): InterpolatedP {
  const m = k - 1;
  const criticalValues = B0.map((b0, i) => b0 + B1[i]! / Math.sqrt(m) + B2[i]! / m);
  if (statistic < Math.min(...criticalValues)) {
    return { pValue: 0.25, clamped: "cap", criticalValues };
  }
  if (statistic > Math.max(...criticalValues)) {
    return { pValue: 0.001, clamped: "floor", criticalValues };
  }
  const logP = parabola(criticalValues, LEVELS.map(Math.log));
  return { pValue: Math.exp(logP(statistic)), clamped: null, criticalValues };
}

/** The least-squares parabola, on polynomials that are orthogonal over the points. */
function parabola(xs: readonly number[], ys: readonly number[]): (x: number) => number {
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const mean =
    dot(
      xs,
      xs.map(() => 1),
    ) / xs.length;
  const first = (x: number) => x - mean;
  const line = xs.map(first);
  const squares = line.map((value) => value * value);
  const [slope, level] = [dot(squares, line) / dot(line, line), dot(line, line) / xs.length];
  const second = (x: number) => first(x) ** 2 - slope * first(x) - level;
  const curve = xs.map(second);
  const [b, c] = [dot(ys, line) / dot(line, line), dot(ys, curve) / dot(curve, curve)];
  const a =
    dot(
      ys,
      xs.map(() => 1),
    ) / xs.length;
  return (x) => a + b * first(x) + c * second(x);
}
