/** What the chance of fraud looks at. */
export interface FraudSigns {
  /** ln(amount / the category's median amount), before any drift. */
  readonly unusual: number;
  /** Hour of the day, 0 to 23. */
  readonly hour: number;
  readonly isOnline: boolean;
  readonly isAbroad: boolean;
  readonly categoryLogOdds: number;
}

/**
 * The chance that a transaction is a fraud: a logistic model of what a bank's own model can see too.
 *
 *     logit = −4.4 + 1.4 · unusual + 1.6 (from 0 to 6 o'clock) + 1.3 (online) + 1.9 (abroad) + category
 *
 * About 4 % of the transactions are frauds; this very chance, as a score, has an AUC of 0.87.
 *
 * @returns 0 to 1
 */
export function fraudChance(signs: FraudSigns): number {
  const logit =
    -4.4 +
    1.4 * signs.unusual +
    (signs.hour < 6 ? 1.6 : 0) +
    (signs.isOnline ? 1.3 : 0) +
    (signs.isAbroad ? 1.9 : 0) +
    signs.categoryLogOdds;
  return 1 / (1 + Math.exp(-logit));
}
