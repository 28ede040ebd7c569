import { InputError } from "../../core/errors.js";

export type Verdict = "drift" | "no-drift" | "cannot-tell";

/** When a drift is worth a retraining. */
export interface TriggerPolicy {
  /** Shortest time between two firings; 0 for none. */
  readonly cooldownSeconds: number;
  /** Fire once for each episode of drift: again only after it has been away. */
  readonly edgeOnly: boolean;
  /** Fire when `needed` of the last `of` verdicts are drift; 1 of 1 believes each. */
  readonly confirm: { readonly needed: number; readonly of: number };
}

/** What the gate remembers of a target from one verdict to the next. */
export interface GateMemory {
  /** The last verdicts, oldest first: true is drift. A "cannot-tell" is no vote. */
  readonly votes: readonly boolean[];
  /** True when the present episode of drift has had its firing. */
  readonly answered: boolean;
  /** ISO 8601 of the last firing that may have started something. */
  readonly lastFiredAt: string | null;
}

export interface GateDecision {
  readonly fire: boolean;
  /** Why, in a sentence without a final full stop. */
  readonly reason: string;
  /** What to remember; a firing that took place is added with `afterFiring`. */
  readonly memory: GateMemory;
}

export const NEW_MEMORY: GateMemory = { votes: [], answered: false, lastFiredAt: null };

/**
 * Decide whether a verdict starts a retraining. Only drift does, once it is confirmed; an episode
 * lasts while the confirmation holds, and with `edgeOnly` has one firing: the first that no
 * cooldown holds back. A clock that was set back by more than the cooldown ends the cooldown.
 *
 * @param verdict null when a person asks for a retraining without evidence
 * @param now the time of the verdict; in a replay, event time
 */
export function decideTrigger(
  verdict: Verdict | null,
  memory: GateMemory,
  { cooldownSeconds, edgeOnly, confirm }: TriggerPolicy,
  now: Date,
): GateDecision {
  const votes =
    verdict === "drift" || verdict === "no-drift"
      ? [...memory.votes, verdict === "drift"].slice(-confirm.of)
      : memory.votes;
  const agreed = votes.filter(Boolean).length;
  const confirmed = agreed >= confirm.needed;
  const answered = memory.answered && (confirmed || verdict === null || verdict === "cannot-tell");
  const decide = (fire: boolean, reason: string): GateDecision => ({
    fire,
    reason,
    memory: { votes, answered, lastFiredAt: memory.lastFiredAt },
  });

  if (verdict === "no-drift") return decide(false, "the verdict is no-drift");
  if (verdict === "cannot-tell") return decide(false, "the verdict is cannot-tell");
  const share = `${agreed} of the last ${votes.length}`;
  if (verdict === "drift" && !confirmed) {
    const needed = `${confirm.needed} of ${confirm.of}`;
    return decide(false, `drift is not confirmed yet: ${share}, where ${needed} are needed`);
  }
  if (verdict === "drift" && edgeOnly && answered) {
    return decide(false, "this episode of drift was answered already (--edge-only)");
  }
  const elapsed = secondsSince(memory.lastFiredAt, now);
  if (Math.abs(elapsed) < cooldownSeconds) {
    const left = Math.ceil(cooldownSeconds - Math.max(elapsed, 0));
    const since = `the last firing was at ${memory.lastFiredAt ?? ""}`;
    return decide(false, `cooldown: ${left} s of ${cooldownSeconds} s are left, ${since}`);
  }
  if (verdict === null) return decide(true, "asked for without evidence");
  return decide(true, confirm.of > 1 ? `drift, confirmed by ${share} verdicts` : "drift");
}

/** The memory after a firing that did, or may have, started something. */
export function afterFiring(memory: GateMemory, firedAt: string): GateMemory {
  return { ...memory, answered: true, lastFiredAt: firedAt };
}

function secondsSince(time: string | null, now: Date): number {
  return time === null ? Infinity : (now.getTime() - Date.parse(time)) / 1000;
}

/**
 * Read "2/3": two of the last three verdicts.
 *
 * @throws {InputError} unless it is k/n with 1 ≤ k ≤ n ≤ 1000
 */
export function parseConfirm(text: string): { readonly needed: number; readonly of: number } {
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(text.trim());
  const needed = Number(match?.[1]);
  const of = Number(match?.[2]);
  if (match !== null && needed >= 1 && needed <= of && of <= 1000) return { needed, of };
  const fix = "give k/n with 1 <= k <= n, as in 2/3: drift in two of the last three verdicts";
  throw new InputError(`"${text}" is not a share of verdicts`, { where: "--confirm", fix });
}
