import { seededRandom } from "../core/random.js";
import { normalSampler } from "../stats/resampling/normal-sampler.js";

/** The customers of the made-up bank. */
export interface BankAccounts {
  readonly ids: readonly string[];
  /** How often each account is used, in any unit. */
  readonly activity: Float64Array;
  /** Natural logarithm of each account's wealth, as a multiple of the median one's. */
  readonly wealthLog: Float64Array;
}

const ACCOUNTS = 10_000;
/** The customers are the same whatever the seed: two data sets differ by chance, not by bank. */
const POPULATION_SEED = 20_260_101;

/**
 * Ten thousand accounts with a heavy tail: activity has a Pareto law of shape 4/3, so that the
 * busiest hundredth makes about a quarter of all transactions; wealth is log-normal with a standard
 * deviation of 1 in its logarithm.
 *
 *     activity = u^(−3/4), u uniform, by square roots alone: the same bits on every machine
 */
export function bankAccounts(): BankAccounts {
  const random = seededRandom(POPULATION_SEED, "activity");
  const normal = normalSampler(seededRandom(POPULATION_SEED, "wealth"));
  return {
    ids: Array.from({ length: ACCOUNTS }, (_, i) => `A${String(i + 1).padStart(5, "0")}`),
    activity: Float64Array.from({ length: ACCOUNTS }, () => {
      const root = Math.sqrt(1 - random()); // above 0, unlike the draw itself
      return 1 / (root * Math.sqrt(root));
    }),
    wealthLog: Float64Array.from({ length: ACCOUNTS }, normal),
  };
}
