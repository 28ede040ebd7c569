import { measured } from "./measured.mjs";

/** So few runs are long ones, which need none to warm up. */
const FEW_RUNS = 2;

/**
 * Measure two commands in turn, A B A B, so that a machine whose speed drifts slows both alike.
 *
 * @param ours, theirs commands as arrays of words, each a whole process
 * @param runs pairs that are counted; but for few long ones, one more before them is not
 * @returns medians in seconds, the median of the ratios pair by pair, and the highest peaks of memory
 */
export function interleaved(ours, theirs, runs) {
  const warmUp = runs > FEW_RUNS ? 1 : 0;
  const pairs = Array.from({ length: runs + warmUp }, () => [measured(ours), measured(theirs)]);
  const counted = pairs.slice(warmUp);
  const side = (place) => ({
    seconds: median(counted.map((pair) => pair[place].seconds)),
    peakMb: Math.max(...counted.map((pair) => pair[place].peakMb)),
  });
  return {
    ours: side(0),
    theirs: side(1),
    ratio: median(counted.map(([a, b]) => a.seconds / b.seconds)),
  };
}

export function median(values) {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
