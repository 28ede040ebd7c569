import type { Asking, SpanAnswer, SpanQuestion } from "../drift/resolution/resolve-ladder.js";
import type { DataEngine, EngineTable } from "../ports/data-engine.js";

/** A column of numbers of the reference and of the current table. */
export interface NumberColumn {
  readonly engine: DataEngine;
  readonly tables: readonly [EngineTable, EngineTable];
  readonly column: string;
}

/** Let the engine answer what a resolution asks, until it is done. */
export async function answerSpans<Result>(
  source: NumberColumn,
  asking: Asking<Result>,
): Promise<Result> {
  let step = asking.next();
  while (step.done !== true) step = asking.next(await answer(source, step.value));
  return step.value;
}

async function answer(
  { engine, tables: [reference, current], column }: NumberColumn,
  question: SpanQuestion,
): Promise<SpanAnswer> {
  if (question.kind === "values") {
    const sides = await engine.reduce([
      { ...question, table: reference, column },
      { ...question, table: current, column },
    ]);
    return { kind: "values", sides };
  }
  const sides = await engine.reduce([
    { ...question, table: reference, column },
    { ...question, table: current, column },
  ]);
  return { kind: "bins", sides };
}
