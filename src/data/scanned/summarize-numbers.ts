import type { NumberSummary } from "../../ports/data-engine.js";
import type { NumberStore } from "./number-store.js";
import { NumberTally } from "./number-tally.js";
import type { Walk } from "./reduce-numbers.js";

/** So many distinct values are counted exactly; past that, a share of them chosen by their hash. */
const MOST_KEPT = 2 ** 16;
/** Squares and sums of values below this do not overflow. */
const TAME = 1e150;

/** What a summary says of numbers, and about how many are distinct. */
export async function summarizeNumbers(
  walk: Walk,
  numbers: NumberStore,
): Promise<{ readonly distinct: number; readonly numbers: NumberSummary | null }> {
  let [minimum, maximum, infinite, largest] = [Infinity, -Infinity, 0, 0];
  const distinct = distinctCounter();
  let plain = 0; // right as long as nothing overflows
  await walk(numbers, (block) => {
    for (let i = 0; i < block.length; i++) {
      const value = block[i]!;
      if (value < minimum) minimum = value;
      if (value > maximum) maximum = value;
      distinct.add(value);
      if (value === Infinity || value === -Infinity) infinite += 1;
      else {
        plain += value;
        largest = Math.max(largest, Math.abs(value));
      }
    }
  });
  if (numbers.length === 0) return { distinct: 0, numbers: null };
  const finite = numbers.length - infinite;
  const scale = largest < TAME ? 1 : largest;
  const guess = scale === 1 ? plain / Math.max(1, finite) : 0;
  let [away, squares] = [0, 0];
  await walk(numbers, (block) => {
    for (let i = 0; i < block.length; i++) {
      const value = block[i]!;
      if (value === Infinity || value === -Infinity) continue;
      const distance = value / scale - guess;
      away += distance;
      squares += distance * distance;
    }
  });
  const variance = (squares - (away * away) / finite) / (finite - 1);
  return {
    distinct: distinct.estimate(),
    numbers: {
      minimum: minimum + 0, // −0 and 0 are one value
      maximum: maximum + 0,
      mean: finite > 0 ? (guess + away / finite) * scale : null,
      variance: finite > 1 ? finiteOrNull(Math.max(0, variance) * scale * scale) : null,
      infinite,
    },
  };
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/**
 * Counts distinct values in bounded memory: of those whose hash ends in k zeros, with k as large as it has
 * to be. 65,536 of them make the estimate good to half a percent.
 *
 * @see Flajolet (1990), "On adaptive sampling" (the idea is Wegman's)
 */
function distinctCounter(): { add(value: number): void; estimate(): number } {
  const tally = new NumberTally();
  let mask = 0;
  return {
    add: (value) => {
      if (mask !== 0 && (tally.hash(value) & mask) !== 0) return;
      tally.add(value);
      while (tally.size > MOST_KEPT) {
        mask = 2 * mask + 1;
        tally.keep((kept) => (tally.hash(kept) & mask) === 0);
      }
    },
    estimate: () => tally.size * (mask + 1),
  };
}
