import { InputError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";

/**
 * Edges that somebody chose, checked.
 *
 * @param edges interior edges; the outer bins are open
 * @throws {InputError} when one is NaN or they do not ascend
 * @example fixedEdges([0, 10]) // new Float64Array([0, 10])
 */
export function fixedEdges(edges: Sample): Float64Array {
  const copy = Float64Array.from(edges);
  const wrong = copy.findIndex(
    (edge, i) => Number.isNaN(edge) || edge <= (copy[i - 1] ?? -Infinity),
  );
  if (wrong === -1) return copy;
  const fix = "give distinct finite edges, the smallest first";
  throw new InputError("the edges do not ascend", { where: `edges[${wrong}]`, fix });
}
