/** A statistic that lies between two ends, whatever the values within spans; equal where it is exact. */
export interface LadderInterval {
  readonly low: number;
  readonly high: number;
}

/** The same of a test: its p lies between the p of both ends. */
export interface LadderTest extends LadderInterval {
  readonly pLow: number;
  /** The one to go by: it claims no more than the cells show. */
  readonly pHigh: number;
}
