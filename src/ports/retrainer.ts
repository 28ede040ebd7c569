import type { ArlequinError } from "../core/errors.js";

/** A wish to retrain: why, and under which name, so that it can be found again. */
export interface RetrainingRequest {
  /** 64 hexadecimal digits: the same evidence, the same id. */
  readonly triggerId: string;
  /** Why, in one plain sentence. */
  readonly reason: string;
  /** The evidence, as a person would tell it: pairs of a name and a value. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** The decision as one line of JSON: the drift report, its `trigger` filled in. */
  readonly decision: string;
  /** The file that holds the decision. */
  readonly decisionPath: string;
}

/** What the other side gave us to ask about later: queue item, build, exit code. No secrets. */
export type Receipt = Readonly<Record<string, string | number | null>>;

/** What came of one attempt. Whatever was certainly not done is thrown instead. */
export interface Firing {
  /**
   * `accepted`: it took it; `joined`: the same request was waiting there already; `failed`: it ran
   * at once and did not succeed; `unknown`: the request went out and no answer tells what it did.
   */
  readonly outcome: "accepted" | "joined" | "failed" | "unknown";
  readonly detail: string;
  readonly receipt: Receipt;
  /** For `failed`: what to tell the caller. */
  readonly error?: ArlequinError;
}

/** What became of a request whose answer a crash has swallowed. */
export type Reconciled = Firing | { readonly outcome: "absent"; readonly detail: string };

/** How what was started ended, or where it stood when the waiting ended. */
export interface Finish {
  readonly status: "succeeded" | "failed" | "cancelled" | "timed-out" | "lost";
  readonly detail: string;
  /** The receipt, with what was learnt since. */
  readonly receipt: Receipt;
}

export interface WaitOptions {
  /** Give up after this long; null waits for ever. */
  readonly timeoutMs: number | null;
  /** Take the request back when the time is over, rather than leave it running. */
  readonly cancelOnTimeout: boolean;
}

/** One step of what `fire` would do, secrets masked: "POST https://…" and what goes with it. */
export interface PlannedStep {
  readonly step: string;
  readonly details: readonly string[];
}

/** Starts retrainings on some system. */
export interface Retrainer {
  readonly kind: "jenkins" | "webhook" | "slack" | "exec";
  /** Which one, for people and logs; without a secret. */
  readonly target: string;
  /**
   * Under which name its cooldown and its unsettled firing are remembered: the target without what
   * differs from call to call, so that other parameters do not slip past them.
   */
  readonly memoryKey: string;
  /** True when `reconcile` can find out what became of a request. */
  readonly canReconcile: boolean;
  /** What `fire` would do; asks nobody. */
  plan(request: RetrainingRequest): readonly PlannedStep[];
  /**
   * Look whether the request can succeed, and change nothing.
   *
   * @returns what `reconcile` will want to know about the time before; it is kept with the intent
   * @throws {InputError | UpstreamError} when the request would fail
   */
  preflight(request: RetrainingRequest): Promise<Receipt>;
  /**
   * Ask for one retraining. Repeats itself only where that cannot start a second one.
   *
   * @throws {InputError | UpstreamError} when certainly nothing was started
   */
  fire(request: RetrainingRequest, before: Receipt): Promise<Firing>;
  /** What became of a request that was sent, or was about to be, when a run died. */
  reconcile(request: RetrainingRequest, before: Receipt): Promise<Reconciled>;
  /** Wait for the end of what was started; absent where nothing can be waited for. */
  wait?(request: RetrainingRequest, receipt: Receipt, options: WaitOptions): Promise<Finish>;
}
