/**
 * Which looks share no data: a look at time t saw the windows [t − 2w, t), so looks closer than 2w
 * saw some rows twice, and counting both would make a few minutes of data look like many runs.
 *
 * Earliest first, which keeps as many as can be kept.
 *
 * @param times moments of the looks in milliseconds, in any order
 * @param windowMs w, above 0
 * @returns whether each look is kept, in the order of `times`
 */
export function independentLooks(times: readonly number[], windowMs: number): boolean[] {
  const kept = times.map(() => false);
  let free = -Infinity; // the earliest moment whose windows begin after all that is kept
  for (const i of times.map((_, place) => place).sort((a, b) => times[a]! - times[b]!)) {
    if (times[i]! < free) continue;
    kept[i] = true;
    free = times[i]! + 2 * windowMs;
  }
  return kept;
}
