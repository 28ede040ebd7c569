/**
 * Add to each sum the term of what was drawn for it. Few numbers come up, each many times, so a term is
 * taken once for each.
 *
 * @param sums as many as `drawn`; changed
 * @param drawn whole numbers
 * @param termOf a function of the number alone
 *
 * O(draws), and the terms.
 */
export function addTerms(
  sums: Float64Array,
  drawn: Int32Array | Float64Array,
  termOf: (count: number) => number,
): void {
  if (drawn.length === 0) return;
  let least = Infinity;
  let most = -Infinity;
  for (let b = 0; b < drawn.length; b++) {
    const count = drawn[b]!;
    if (count < least) least = count;
    if (count > most) most = count;
  }
  // A range far wider than the draws is not worth a table.
  const size = Math.min(most - least + 1, drawn.length);
  const isKnown = new Uint8Array(size);
  const terms = new Float64Array(size);
  for (let b = 0; b < drawn.length; b++) {
    const place = drawn[b]! - least;
    if (place >= size) {
      sums[b]! += termOf(drawn[b]!);
      continue;
    }
    if (isKnown[place] === 0) {
      isKnown[place] = 1;
      terms[place] = termOf(drawn[b]!);
    }
    sums[b]! += terms[place]!;
  }
}
