/** A column of numbers, none missing, as a model sees it. */
export interface NumberTerm {
  readonly name: string;
  readonly values: Float64Array;
}

/**
 * A categorical column as a block of 0/1 columns, one a level, of which at most one is 1 in a row:
 * stored as the place of that one. −1 where none is: an unknown level, or the reference level.
 */
export interface CategoryTerm {
  readonly name: string;
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/**
 * What a model is fitted to: numbers and blocks of 0/1 columns, never spelled out. Its columns are
 * counted in this order, numbers first, then block by block. A model adds its intercept itself.
 */
export interface DesignMatrix {
  readonly rows: number;
  readonly numbers: readonly NumberTerm[];
  readonly categories: readonly CategoryTerm[];
}

/** The number of columns, had the blocks been spelled out. */
export function designWidth({ numbers, categories }: DesignMatrix): number {
  return categories.reduce((sum, { levels }) => sum + levels.length, numbers.length);
}

/** The columns by name: "age", and "purpose=car" for a column of a block. */
export function designNames({ numbers, categories }: DesignMatrix): string[] {
  return [
    ...numbers.map(({ name }) => name),
    ...categories.flatMap(({ name, levels }) => levels.map((level) => `${name}=${level}`)),
  ];
}

/** For each block, the column that its first level is. */
export function blockStarts({ numbers, categories }: DesignMatrix): Int32Array {
  const starts = new Int32Array(categories.length);
  let at = numbers.length;
  categories.forEach(({ levels }, block) => {
    starts[block] = at;
    at += levels.length;
  });
  return starts;
}
