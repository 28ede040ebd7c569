/**
 * How a run ended, for whoever called us. Verdicts are exit codes only with `--exit-code`, and never
 * 1 to 14: a crash, make or Node itself must not be mistaken for one.
 */
export const ExitCode = {
  /** Done; with `--exit-code`: no drift, the gate passed. */
  ok: 0,
  /** An unexpected internal error. */
  bug: 1,
  /** A usage, configuration or input error: nothing was changed. */
  input: 2,
  drift: 20,
  /** Challenger not better, threshold missed. */
  gateNotPassed: 21,
  /** The remote job ran and did not succeed, or was refused. */
  refused: 22,
  /** Too little data for a verdict. */
  cannotTell: 23,
  unreachable: 30,
  unauthorized: 31,
  timedOut: 32,
  /** Another run holds the lock. */
  locked: 33,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
