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
  if (typeof first === "object" && first !== null && "items" in first) {
    const all = new Float64Array(chunks.reduce((sum, { rowCount }) => sum + rowCount, 0));
    vectors.reduce<number>((start, vector) => start + copyNumbers(vector, all, start), 0);
    return all;
  }
  const texts: (string | null)[] = [];
  for (const vector of vectors) eachText(vector, (text) => texts.push(text));
  return texts;
}

/** Copy a vector of DOUBLE to its place, NULL as NaN. @returns how many values it had */
export function copyNumbers(vector: unknown, target: Float64Array, start: number): number {
  const { itemCount, items, validity } = vector as NumberVector;
  target.set(items.subarray(0, itemCount), start); // a copy: the memory is the database's
  if (validity.data !== null) {
    for (let i = 0; i < itemCount; i++) if (!validity.itemValid(i)) target[start + i] = NaN;
  }
  return itemCount;
}

/** Each text of a vector of VARCHAR, null for NULL. */
export function eachText(
  vector: unknown,
  visit: (text: string | null, index: number) => void,
): void {
  const texts = vector as TextVector;
  for (let i = 0; i < texts.itemCount; i++) visit(texts.getItem(i), i);
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
