import { seededRandom, type Random } from "../core/random.js";
import { categoricalSampler } from "../stats/resampling/categorical-sampler.js";
import { normalSampler } from "../stats/resampling/normal-sampler.js";
import { COUNTRIES } from "./countries.js";
import { MERCHANT_CATEGORIES } from "./merchant-categories.js";

/** Sources of chance, one for each property of a transaction. Each is drawn from once a row. */
export interface TransactionDraws {
  readonly jitter: Random;
  readonly drift: Random;
  readonly fraud: Random;
  /** Place of an account, a category, a country in their lists. */
  readonly account: () => number;
  readonly category: () => number;
  readonly country: () => number;
  /** Place of a channel, for each category. */
  readonly channels: readonly (() => number)[];
  /** Standard normal numbers. */
  readonly amount: () => number;
  readonly balance: () => number;
}

/**
 * The draws of one stream of transactions. As every property has random numbers of its own, a change
 * of the law of one leaves the others what they were.
 *
 * @param activity how often each account is used, in any unit
 */
export function transactionDraws(seed: number, activity: Float64Array): TransactionDraws {
  const stream = (name: string): Random => seededRandom(seed, `transactions ${name}`);
  const weights = (list: readonly { readonly weight: number }[]): number[] =>
    list.map(({ weight }) => weight);
  const channel = stream("channel");
  return {
    jitter: stream("time"),
    drift: stream("drift"),
    fraud: stream("fraud"),
    account: categoricalSampler(stream("account"), activity),
    category: categoricalSampler(stream("category"), weights(MERCHANT_CATEGORIES)),
    country: categoricalSampler(stream("country"), weights(COUNTRIES)),
    channels: MERCHANT_CATEGORIES.map(({ channels }) => categoricalSampler(channel, channels)),
    amount: normalSampler(stream("amount")),
    balance: normalSampler(stream("balance")),
  };
}
