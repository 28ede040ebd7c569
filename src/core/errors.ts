/** The parts of an error message that a person can act on. */
export interface ErrorDetail {
  /** The thing at fault: a path, a column, a flag, a URL. Never a secret. */
  readonly where?: string;
  /** One imperative step that is likely to help. */
  readonly fix?: string;
  readonly cause?: unknown;
}

/** A failure we foresaw. The command line prints it without a stack trace. */
export abstract class ArlequinError extends Error {
  readonly where: string | undefined;
  readonly fix: string | undefined;

  /** @param what one sentence without a final full stop, naming what happened */
  constructor(what: string, { where, fix, cause }: ErrorDetail = {}) {
    super(what, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.where = where;
    this.fix = fix;
  }
}

/** The caller gave something we cannot work with: a flag, a file, a sample. */
export class InputError extends ArlequinError {}

/** The input is sound, but the question has no answer: all values equal, one class only. */
export class UndefinedError extends ArlequinError {}

/** How an outside system failed, as far as the exit code tells it apart. */
export type UpstreamFault = "unreachable" | "unauthorized" | "timed-out" | "refused" | "locked";

/** A system outside the process failed or refused: Jenkins, HDFS, MLflow. */
export class UpstreamError extends ArlequinError {
  readonly fault: UpstreamFault;

  constructor(what: string, { fault, ...detail }: ErrorDetail & { readonly fault: UpstreamFault }) {
    super(what, detail);
    this.fault = fault;
  }
}
