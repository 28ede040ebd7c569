import type { DuckDBDataChunk } from "@duckdb/node-api";

/** A column of an answer: numbers (NaN for NULL), or texts (null for NULL). */
export type AnswerColumn = Float64Array | readonly (string | null)[];

/** The vectors of DOUBLE and VARCHAR, as far as they are used here. */
interface NumberVector {
  readonly itemCount: number;
  readonly items: Float64Array;
  readonly validity: { readonly data: unknown; itemValid(index: number): boolean };
}
interface TextVector {
  readonly itemCount: number;
  getItem(index: number): string | null;
}

/** Put the pieces of column `index` (DOUBLE or VARCHAR) together. */
export function gatherColumn(chunks: readonly DuckDBDataChunk[], index: number): AnswerColumn {
  const vectors: readonly unknown[] = chunks.map((chunk) => chunk.getColumnVector(index));
  const [first] = vectors;
  const areNumbers = typeof first === "object" && first !== null && "items" in first;
  return areNumbers
    ? gatherNumbers(vectors as readonly NumberVector[])
    : gatherTexts(vectors as readonly TextVector[]);
}

function gatherNumbers(vectors: readonly NumberVector[]): Float64Array {
  const all = new Float64Array(vectors.reduce((sum, { itemCount }) => sum + itemCount, 0));
  let start = 0;
  for (const { itemCount, items, validity } of vectors) {
    all.set(items.subarray(0, itemCount), start); // a copy: the memory is the database's
    if (validity.data !== null) {
      for (let i = 0; i < itemCount; i++) if (!validity.itemValid(i)) all[start + i] = NaN;
    }
    start += itemCount;
  }
  return all;
}

function gatherTexts(vectors: readonly TextVector[]): (string | null)[] {
  const texts: (string | null)[] = [];
  for (const vector of vectors) {
    for (let i = 0; i < vector.itemCount; i++) texts.push(vector.getItem(i));
  }
  return texts;
}

/** Column `index` of an answer, known to be numbers. */
export function numbersOf(answer: readonly AnswerColumn[], index: number): Float64Array {
  const column = answer[index];
  return column instanceof Float64Array ? column : new Float64Array(0); // no rows: no type
}

/** Column `index` of an answer, known to be texts. */
export function textsOf(
  answer: readonly AnswerColumn[],
  index: number,
): readonly (string | null)[] {
  const column = answer[index];
  return column === undefined || column instanceof Float64Array ? [] : column;
}
