import { spawnSync } from "node:child_process";

/**
 * Time two commands in turn, A B A B, so that a machine whose speed drifts slows both alike.
 *
 * @param ours, theirs commands as arrays of words, each a whole process
 * @param runs pairs that are counted, after one that is not
 * @returns medians in seconds, and the median of the ratios pair by pair
 */
export function interleaved(ours, theirs, runs) {
  const pairs = Array.from({ length: runs + 1 }, () => [seconds(ours), seconds(theirs)]).slice(1);
  return {
    ours: median(pairs.map(([a]) => a)),
    theirs: median(pairs.map(([, b]) => b)),
    ratio: median(pairs.map(([a, b]) => a / b)),
  };
}

/** Wall time of one process, from its start to its end. */
function seconds([program, ...words]) {
  const started = performance.now();
  const { status, error, stderr } = spawnSync(program, words, {
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (error || status !== 0) throw new Error(`${program} ${words.join(" ")}: ${error ?? stderr}`);
  return (performance.now() - started) / 1000;
}

export function median(values) {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
