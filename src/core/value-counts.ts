/** How often each value occurs: ascending distinct values, and a count ≥ 1 for each. */
export interface ValueCounts {
  readonly values: Float64Array;
  readonly counts: Float64Array;
}
