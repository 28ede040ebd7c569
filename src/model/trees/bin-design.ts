import { blockStarts, type DesignMatrix } from "../../features/design-matrix.js";
import { codesOf, MOST_BINS, type BinnedColumn } from "./binned-column.js";
import { numberCodes, numberEdges } from "./number-edges.js";

/** What a question about the bins of a column is as one about a column of the design. */
export interface AskedColumn {
  /** The column of the design, the first one where it is a block. */
  readonly feature: number;
  /** Interior edges of the bins of numbers, all of them float32; null for a block. */
  readonly edges: Float64Array | null;
}

/** A design as trees see it. */
export interface BinnedDesign {
  readonly columns: readonly BinnedColumn[];
  readonly asked: readonly AskedColumn[];
}

/**
 * Cut a design into bins. Numbers are rounded to float32 first, and edges are float32 too, so that a
 * runtime that knows float32 alone (ONNX) puts every row on the same side. A block of 0/1 columns is
 * one column of categories, each of which is asked for by itself.
 */
export function binDesign(design: DesignMatrix, most: number = MOST_BINS): BinnedDesign {
  const columns: BinnedColumn[] = [];
  const asked: AskedColumn[] = [];
  design.numbers.forEach(({ name, values }, feature) => {
    const rounded = values.map(Math.fround);
    const edges = numberEdges(rounded, most - 1).map(float32Below);
    const codes = numberCodes(rounded, edges);
    columns.push({ name, codes, bins: edges.length + 2, ordered: true });
    asked.push({ feature, edges });
  });
  const starts = blockStarts(design);
  design.categories.forEach(({ name, levels, codes: places }, block) => {
    const bins = levels.length + 1;
    const codes = codesOf(places.length, bins);
    for (let row = 0; row < places.length; row++) codes[row] = places[row]! + 1;
    columns.push({ name, codes, bins, ordered: false, oneByOne: true });
    asked.push({ feature: starts[block]!, edges: null });
  });
  return { columns, asked };
}

const FLOAT = new Float32Array(1);
const BITS = new Int32Array(FLOAT.buffer);

/**
 * The largest float32 up to a number. An edge lies from one float32 value up to below the next one
 * that occurs; rounded down it still does, rounded to the nearest it may not.
 */
export function float32Below(edge: number): number {
  FLOAT[0] = edge;
  if (FLOAT[0] <= edge) return FLOAT[0];
  if (FLOAT[0] === 0) return -(2 ** -149);
  BITS[0]! += FLOAT[0] > 0 ? -1 : 1; // neighbours of one sign are neighbours as whole numbers
  return FLOAT[0];
}
