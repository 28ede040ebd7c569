import type { NumericCounts } from "../../drift/column-counts.js";
import { countsByValue } from "../../drift/counts-by-value.js";
import { resolveLadder } from "../../drift/resolution/resolve-ladder.js";
import { ladderOfBins } from "../../drift/resolution/span-ladder.js";
import { KS_EXACT_LIMIT } from "../../stats/tests/ks-two-sample.js";
import { halfBinsFor, sideOfBins, softMap } from "../count-by-bins.js";
import type { NumberPlan } from "../plan-counting.js";
import { answerInStep, type NumberColumnInParts } from "./answer-in-step.js";
import { rowsOfPairs } from "./paired-parts.js";
import { reducePairs } from "./reduce-pairs.js";

/** Count a column of numbers of large tables in parts; see `countByBins`. */
export async function countByBinsInParts(
  source: NumberColumnInParts,
  { glances }: NumberPlan,
): Promise<NumericCounts[]> {
  const { engine, pairs, column } = source;
  const rows = rowsOfPairs(pairs);
  const most = Math.max(...rows.flat().map((side) => side.rows));
  const map = softMap(glances[0], halfBinsFor(most));
  const counted = await reducePairs(engine, pairs, { kind: "bins", column, map });
  const group = { map, within: [] };
  const ladders = counted.map((sides) => ladderOfBins(group, map.center, sides));
  const large = ladders.flatMap((ladder, i) => {
    return ladder.m * ladder.n > KS_EXACT_LIMIT ? [[i, resolveLadder(ladder)] as const] : [];
  });
  const resolved = await answerInStep(source, new Map(large));
  const small = large.length < ladders.length ? await countSmallParts(source) : [];
  return rows.map(([before, after], i): NumericCounts => {
    const found = resolved.get(i);
    if (found === undefined) return small[i]!;
    const { scans, ...ladder } = found;
    return {
      by: "value",
      reference: sideOfBins(before.rows, counted[i]![0], map.center, glances[0]),
      current: sideOfBins(after.rows, counted[i]![1], map.center, glances[1]),
      ...ladder,
      passes: 1 + scans,
    };
  });
}

/** The parts of so few rows that the exact p needs every value of both sides. */
async function countSmallParts({
  engine,
  pairs,
  column,
}: NumberColumnInParts): Promise<NumericCounts[]> {
  const request = { kind: "values", column, limit: KS_EXACT_LIMIT } as const;
  const counted = await reducePairs(engine, pairs, request);
  return rowsOfPairs(pairs).map((rows, i) => {
    const [before, after] = counted[i]!;
    return countsByValue(rows, [before!, after!]);
  });
}
