/** A question to a statistic: the `input` of one case, as JSON gives it. */
export type Question = Readonly<Record<string, unknown>>;

/**
 * The answer, as JSON will show it: snake case with the field's letters (`D`, `U_x`, `p_exact`,
 * `ci_0.95`), null for a value that does not exist, and the reasons for nulls in `notes`.
 */
export type Answer = Readonly<Record<string, unknown>>;

/** One name of `arlequin stat`. */
export interface Statistic {
  readonly name: string;
  /** What it is, in one line of at most 70 characters, in lower case, without a full stop. */
  readonly summary: string;
  /** Where its definition comes from: author, year. */
  readonly definition: string;
  /** The arguments it reads, as `--list` and messages show them: "x, y" or "table, correction?". */
  readonly takes: string;
  /**
   * @throws {InputError} when an argument is missing, unknown or of the wrong kind
   * @throws {UndefinedError} when the question has no answer at all
   */
  answer(question: Question): Answer;
}
