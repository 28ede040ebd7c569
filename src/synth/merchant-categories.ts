/** How a transaction reaches the bank. */
export const CHANNELS = ["card", "online", "atm", "transfer"] as const;

/** What money is spent on, and how. */
export interface MerchantCategory {
  readonly name: string;
  /** How often, in any unit: a weight among the categories. */
  readonly weight: number;
  /** Median amount in euros, of an account of middling wealth. */
  readonly medianAmount: number;
  /** Standard deviation of the natural logarithm of the amount, within one account. */
  readonly sdLog: number;
  /** Weights of the channels, in the order of CHANNELS. */
  readonly channels: readonly [card: number, online: number, atm: number, transfer: number];
  /** Added to the log-odds of fraud: what is easily sold again draws it. */
  readonly fraudLogOdds: number;
}

/**
 * The ten categories of the made-up bank. Shares, medians and spreads are plausible, not measured:
 * many small payments, few large ones, so that amounts together span four powers of ten.
 */
export const MERCHANT_CATEGORIES: readonly MerchantCategory[] = [
  { name: "groceries", weight: 27, medianAmount: 28, sdLog: 0.7, channels: [88, 12, 0, 0], fraudLogOdds: -0.6 },
  { name: "restaurants", weight: 17, medianAmount: 21, sdLog: 0.6, channels: [90, 10, 0, 0], fraudLogOdds: -0.4 },
  { name: "transport", weight: 14, medianAmount: 7, sdLog: 0.8, channels: [60, 40, 0, 0], fraudLogOdds: -0.5 },
  { name: "fuel", weight: 8, medianAmount: 48, sdLog: 0.4, channels: [98, 2, 0, 0], fraudLogOdds: -0.2 },
  { name: "utilities", weight: 7, medianAmount: 74, sdLog: 0.5, channels: [2, 28, 0, 70], fraudLogOdds: -0.8 },
  { name: "clothing", weight: 8, medianAmount: 44, sdLog: 0.7, channels: [55, 45, 0, 0], fraudLogOdds: 0.2 },
  { name: "electronics", weight: 4, medianAmount: 115, sdLog: 0.9, channels: [35, 65, 0, 0], fraudLogOdds: 1.2 },
  { name: "travel", weight: 4, medianAmount: 190, sdLog: 0.9, channels: [15, 80, 0, 5], fraudLogOdds: 0.8 },
  { name: "health", weight: 5, medianAmount: 33, sdLog: 0.8, channels: [75, 15, 0, 10], fraudLogOdds: -0.6 },
  { name: "cash", weight: 6, medianAmount: 80, sdLog: 0.6, channels: [0, 0, 100, 0], fraudLogOdds: 0.5 },
]; // prettier-ignore
