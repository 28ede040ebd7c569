/** Information that eight bins keep of a shift of a normal variable. */
const EFFICIENCY = 0.945;

/** What the time to detect depends on, apart from the change. */
export interface WatchPlan {
  /** N: one false alarm in so many days at most. */
  readonly budgetDays: number;
  readonly columns: number;
  readonly ticksPerDay: number;
  readonly rowsPerTick: number;
}

/**
 * How many ticks it takes, on average and about, to find a shift in one column of numbers: what the rows
 * must tell, over what one tick of them tells.
 *
 *     ticks = ln(32 N d) / (0.945 n δ² / 2)        N in ticks, d columns, n rows a tick, at least 1
 *
 * It knows nothing of how few rows there are to compare with.
 *
 * @param shift δ, in standard deviations, not 0
 */
export function ticksToDetect(shift: number, plan: WatchPlan): number {
  return Math.max(1, needed(plan) / ((EFFICIENCY * plan.rowsPerTick * shift * shift) / 2));
}

/**
 * The smallest shift that is found in so many ticks on average: the inverse of `ticksToDetect`.
 *
 * @param ticks at least 1
 * @returns in standard deviations
 */
export function shiftFoundWithin(ticks: number, plan: WatchPlan): number {
  return Math.sqrt((2 * needed(plan)) / (EFFICIENCY * plan.rowsPerTick * ticks));
}

/**
 * How many rows to compare with are needed at least, so that a shift can be found at all: a short reference
 * leaves it open which of the two samples is the odd one.
 *
 *     rows = 2 ln(32 N d) / (0.945 δ²)
 */
export function rowsToCompareWith(shift: number, plan: WatchPlan): number {
  return (2 * needed(plan)) / (EFFICIENCY * shift * shift);
}

function needed({ budgetDays, ticksPerDay, columns }: WatchPlan): number {
  return Math.log(32 * budgetDays * ticksPerDay * columns);
}
