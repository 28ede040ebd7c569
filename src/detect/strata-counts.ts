/** Counts over the bins of a column, by stratum: the hour of the day, say; "" where there is one alone. */
export type StrataCounts = Readonly<Record<string, ArrayLike<number>>>;

/** Add counts to others that are changed by it. */
export function addCounts(to: Record<string, number[]>, more: StrataCounts): void {
  for (const [stratum, counts] of Object.entries(more)) {
    const own = (to[stratum] ??= Array.from(counts, () => 0));
    for (let bin = 0; bin < own.length; bin++) own[bin]! += counts[bin]!;
  }
}

/** Counts as JSON holds them, of their own. */
export function plainCounts(counts: StrataCounts): Record<string, number[]> {
  const rows = Object.entries(counts).map(([stratum, row]): [string, number[]] => [
    stratum,
    Array.from(row),
  ]);
  return Object.fromEntries(rows);
}
