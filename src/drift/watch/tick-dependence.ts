const HOUR_MS = 3_600_000;
/** Ticks below which nothing is said. */
const FEW_TICKS = 10;

export interface TickDependence {
  /** Of the means of successive ticks; null where too few ticks have rows, or all are equal. */
  readonly autocorrelation: number | null;
  /** Of the rows within a tick; null likewise, and where ticks have one row. */
  readonly designEffect: number | null;
  /** Of successive ticks that both have rows: what the two are computed from. */
  readonly pairs: number;
}

interface Tick {
  readonly tick: number;
  readonly mean: number;
  readonly rows: number;
}

/**
 * Whether rows know of each other: those of a tick, and those of successive ticks.
 *
 *     autocorrelation = Σ (m_t − m̄)(m_(t−1) − m̄) / Σ (m_t − m̄)²
 *     design effect   = mean of (m_t − m_(t−1))² / (1/n_t + 1/n_(t−1)), over the variance within ticks
 *
 * of the means m of ticks of n rows. Differences of neighbours do not see a slow movement, so that what goes
 * up and down with the day does not look as if the rows of a minute hung together.
 *
 * @param times in ms since 1970 UTC, ascending, one a value
 * @param options.level a mean an hour of the day that is taken off first; null for none
 */
export function tickDependence(
  values: Float64Array,
  times: Float64Array,
  options: { readonly everyMs: number; readonly level: Float64Array | null },
): TickDependence {
  const { ticks, within } = meansOfTicks(values, times, options);
  if (ticks.length < FEW_TICKS) return { autocorrelation: null, designEffect: null, pairs: 0 };
  const middle = ticks.reduce((sum, { mean }) => sum + mean, 0) / ticks.length;
  let [products, squares, jumps, pairs] = [0, 0, 0, 0];
  ticks.forEach(({ tick, mean, rows }, i) => {
    squares += (mean - middle) ** 2;
    const before = ticks[i - 1];
    if (before?.tick !== tick - 1) return;
    products += (mean - middle) * (before.mean - middle);
    jumps += (mean - before.mean) ** 2 / (1 / rows + 1 / before.rows);
    pairs += 1;
  });
  return {
    autocorrelation: squares === 0 || pairs < FEW_TICKS ? null : products / squares,
    designEffect: within === null || pairs < FEW_TICKS ? null : jumps / pairs / within,
    pairs,
  };
}

/** Means of the ticks that have rows, and the variance within them. */
function meansOfTicks(
  values: Float64Array,
  times: Float64Array,
  { everyMs, level }: { readonly everyMs: number; readonly level: Float64Array | null },
): { readonly ticks: readonly Tick[]; readonly within: number | null } {
  const ticks: Tick[] = [];
  let [tick, mean, rows, own] = [-Infinity, 0, 0, 0];
  let [squares, freedom] = [0, 0];
  const close = (): void => {
    if (rows > 0) ticks.push({ tick, mean, rows });
    squares += own;
    freedom += Math.max(0, rows - 1);
  };
  for (let i = 0; i < values.length; i++) {
    const time = times[i]!;
    const value = values[i]! - (level === null ? 0 : level[hourOf(time)]!);
    if (!Number.isFinite(value)) continue;
    const current = Math.floor(time / everyMs);
    if (current !== tick) {
      close();
      [tick, mean, rows, own] = [current, 0, 0, 0];
    }
    rows += 1;
    const before = value - mean;
    mean += before / rows;
    own += before * (value - mean);
  }
  close();
  return { ticks, within: freedom > 0 && squares > 0 ? squares / freedom : null };
}

function hourOf(time: number): number {
  return ((Math.floor(time / HOUR_MS) % 24) + 24) % 24;
}
