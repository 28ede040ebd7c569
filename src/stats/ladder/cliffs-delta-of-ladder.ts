import type { Ladder } from "./ladder.js";
import type { LadderValue } from "./wasserstein-of-ladder.js";

/**
 * Cliff's delta over a ladder: (#{x > y} − #{x < y}) / (m·n). Pairs in different cells are told apart;
 * of those within one span nothing is known, so each may count either way. O(cells).
 */
export function cliffsDeltaOfLadder(ladder: Ladder): LadderValue {
  const { x, y, m, n, spans, inside } = ladder;
  let [dominance, unknown, belowX, belowY] = [0, 0, 0, 0];
  for (let k = 0; k < x.length; k++) {
    dominance += x[k]! * belowY - y[k]! * belowX;
    belowX += x[k]!;
    belowY += y[k]!;
    if (spans === null || spans[k] === 0) continue;
    const known = inside ? inside.dominance[k]! : NaN;
    if (Number.isNaN(known)) unknown += x[k]! * y[k]!;
    else dominance += known;
  }
  return { value: dominance / (m * n), error: unknown / (m * n) };
}
