import type { BinCodes } from "./binned-column.js";
import type { Range, Steps } from "./histogram.js";

/**
 * Move the rows of a range that go left before those that go right, each kind in its order, and what
 * they add along with them.
 *
 * @param codes the bin of each row
 * @param goesRight for each bin 1 where it goes right
 * @param scratch as many rows and steps as `all`, to be overwritten
 * @returns the place of the first row that goes right
 */
export function partRows(
  all: Steps,
  { from, to }: Range,
  { codes, goesRight }: { readonly codes: BinCodes; readonly goesRight: Uint8Array },
  scratch: Steps,
): number {
  const { rows, steps } = all;
  let left = from;
  let right = 0;
  for (let place = from; place < to; place++) {
    const row = rows[place]!;
    const goesLeft = goesRight[codes[row]!] === 0;
    const target = goesLeft ? all : scratch;
    const at = goesLeft ? left++ : right++;
    target.rows[at] = row;
    target.steps[2 * at] = steps[2 * place]!;
    target.steps[2 * at + 1] = steps[2 * place + 1]!;
  }
  rows.set(scratch.rows.subarray(0, right), left);
  steps.set(scratch.steps.subarray(0, 2 * right), 2 * left);
  return left;
}
