import type { ValueCounts } from "../../core/value-counts.js";
import type { Asking, SpanAnswer, SpanQuestion } from "../../drift/resolution/resolve-ladder.js";
import type { DataEngine } from "../../ports/data-engine.js";
import type { PairedParts } from "./paired-parts.js";
import { reducePairs } from "./reduce-pairs.js";

/** A column of numbers of both sides of some parts. */
export interface NumberColumnInParts {
  readonly engine: DataEngine;
  readonly pairs: PairedParts;
  readonly column: string;
}

type ValuesQuestion = Extract<SpanQuestion, { kind: "values" }>;

/** Values of the reference that are in memory for all parts at once. */
const VALUES_AT_ONCE = 2 ** 22;

interface Open<Result> {
  readonly part: number;
  readonly asking: Asking<Result>;
  readonly question: SpanQuestion;
}

/**
 * Let the engine answer what the resolutions of all parts ask, in step: questions for values of the same
 * bins become one, so that a scan serves all parts.
 *
 * @param askings by the place of their part among those that are judged
 */
export async function answerInStep<Result>(
  source: NumberColumnInParts,
  askings: ReadonlyMap<number, Asking<Result>>,
): Promise<ReadonlyMap<number, Result>> {
  const results = new Map<number, Result>();
  let open: Open<Result>[] = [];
  const proceed = (part: number, asking: Asking<Result>, answer?: SpanAnswer) => {
    const step = answer === undefined ? asking.next() : asking.next(answer);
    if (step.done === true) results.set(part, step.value);
    else open.push({ part, asking, question: step.value });
  };
  for (const [part, asking] of askings) proceed(part, asking);
  while (open.length > 0) {
    const [together, others] = asOne(open);
    open = others;
    const answers = await ask(source, together);
    together.forEach(({ part, asking }, i) => {
      proceed(part, asking, answers[i]);
    });
  }
  return results;
}

/** Those that can be asked as one with the first, and the others. */
function asOne<Result>(open: readonly Open<Result>[]): [Open<Result>[], Open<Result>[]] {
  const [first, ...more] = open as [Open<Result>, ...Open<Result>[]];
  const together = [first];
  const others: Open<Result>[] = [];
  let limit = first.question.kind === "values" ? first.question.limit : Infinity;
  for (const one of more) {
    const { question } = one;
    const joins = isAlike(first.question, question) && limit + question.limit <= VALUES_AT_ONCE;
    if (joins) limit += question.limit;
    (joins ? together : others).push(one);
  }
  return [together, others];
}

/** Questions for values that differ in nothing but the bins of the last map. */
function isAlike(one: SpanQuestion, other: SpanQuestion): other is ValuesQuestion {
  if (one.kind !== "values" || other.kind !== "values" || one.limit !== other.limit) return false;
  if (one.within.length !== 1 || other.within.length !== 1) return false;
  return one.within[0]!.map === other.within[0]!.map;
}

async function ask<Result>(
  { engine, pairs, column }: NumberColumnInParts,
  together: readonly Open<Result>[],
): Promise<SpanAnswer[]> {
  const { question } = together[0]!;
  if (question.kind === "bins") {
    const sides = await reducePairs(engine, pairs, { ...question, column });
    return together.map(({ part }) => ({ kind: "bins", sides: sides[part]! }));
  }
  const merged = mergedQuestion(together.map((one) => one.question as ValuesQuestion));
  const sides = await reducePairs(engine, pairs, { ...merged, column });
  // Alone it may ask for more than there may be; together each knows that its own are few.
  const within = (counts: ValueCounts | null) =>
    together.length === 1 && counts !== null && counts.values.length > question.limit
      ? null
      : counts;
  return together.map(({ part }) => {
    const [before, after] = sides[part]!;
    return { kind: "values", sides: [within(before), within(after)] };
  });
}

function mergedQuestion(questions: readonly ValuesQuestion[]): ValuesQuestion {
  const [first] = questions as [ValuesQuestion, ...ValuesQuestion[]];
  if (questions.length === 1) return first;
  const bins = [...new Set(questions.flatMap(({ within }) => within[0]!.bins))];
  const limit = questions.reduce((sum, question) => sum + question.limit, 0);
  return { kind: "values", within: [{ map: first.within[0]!.map, bins }], limit };
}
