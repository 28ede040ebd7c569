import { UndefinedError } from "../../core/errors.js";
import type { ValueCounts } from "../pooled-counts.js";
import { sizeToCut } from "./size-to-cut.js";

/**
 * Interior edges that cut the range of a reference into bins of equal width; the outer bins are open.
 *
 *     edge(i) = min + i · (max − min) / bins        i = 1 … bins − 1
 *
 * @param reference the distinct values, at least one
 * @param bins how many bins, a whole number ≥ 1
 * @returns ascending edges, one fewer than bins; none for a constant reference, which is one bin
 * @throws {InputError} when `bins` is no whole number ≥ 1, or the reference is empty
 * @throws {UndefinedError} when the range is infinite
 * @example equalWidthEdges({ values: [0, 9], counts: [1, 1] }, 3) // new Float64Array([3, 6])
 */
export function equalWidthEdges(reference: ValueCounts, bins: number): Float64Array {
  sizeToCut(reference, bins);
  const low = reference.values[0]!;
  const width = (reference.values[reference.values.length - 1]! - low) / bins;
  if (low === reference.values[reference.values.length - 1]) return new Float64Array(0);
  if (!Number.isFinite(width)) throw new UndefinedError("an infinite range has no equal widths");
  const edges = Float64Array.from({ length: bins - 1 }, (_, i) => low + (i + 1) * width);
  // A range of a few last bits has fewer doubles than bins.
  return edges.filter((edge, i) => i === 0 || edge !== edges[i - 1]);
}
