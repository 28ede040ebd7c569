/** Time that passes. A test or a replay brings one that jumps instead of waiting. */
export interface Timer {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /**
   * Resolves after `ms` milliseconds.
   *
   * @throws the reason of the signal, at once, when the work is called off meanwhile
   */
  sleep(ms: number): Promise<void>;
}
