import { setImmediate } from "node:timers/promises";
import type { CategoryCounts, Reduction, Watch } from "../../ports/data-engine.js";
import type { ValueCounts } from "../../core/value-counts.js";
import { topCategories } from "../columns/top-categories.js";
import { trimmed } from "./field-readers.js";
import { countBins, countValues, glanceAt, type Walk } from "./reduce-numbers.js";
import type { ScannedColumn } from "./scan-table.js";
import { summarizeNumbers } from "./summarize-numbers.js";

/** Blocks between two looks at what else there is to do: some ten milliseconds. */
const BLOCKS_AT_ONCE = 16;

/** Answer what `isAnswered`, from what was kept of the columns. */
export async function answerScanned(
  request: Reduction,
  columns: ReadonlyMap<string, ScannedColumn>,
  { signal, watch }: { readonly signal?: AbortSignal | undefined; readonly watch: Watch },
): Promise<unknown> {
  const walk: Walk = async (numbers, visit) => {
    let blocks = 0;
    let seen = 0;
    for (const block of numbers.blocks()) {
      if (++blocks % BLOCKS_AT_ONCE === 0) {
        await setImmediate();
        signal?.throwIfAborted();
        watch(seen / numbers.length);
      }
      visit(block);
      seen += block.length;
    }
  };
  switch (request.kind) {
    case "summary":
      return Promise.all(request.columns.map((name) => summaryOf(walk, name, columns.get(name)!)));
    case "glance":
      return request.columns.map((name) => glanceAt(name, columns.get(name)!.numbers!));
    case "values": {
      const { numbers, texts } = columns.get(request.column)!;
      if (numbers === null) return truths(texts ?? [], request.limit);
      return countValues(walk, numbers, request.limit, request.within);
    }
    case "bins":
      return countBins(walk, columns.get(request.column)!.numbers!, request.map, request.within);
    case "categories": {
      const { texts } = columns.get(request.column)!;
      return topCategories([...(texts ?? [])], request.limit) satisfies CategoryCounts;
    }
    default:
      throw new TypeError(`the scanner does not answer ${request.kind}`);
  }
}

async function summaryOf(walk: Walk, name: string, column: ScannedColumn) {
  const { absent, notANumber, numbers, texts, type } = column;
  const missing = { absent, notANumber, unreadable: 0 };
  if (numbers !== null) {
    const { distinct, numbers: summary } = await summarizeNumbers(walk, numbers);
    return { column: name, present: numbers.length, missing, distinct, numbers: summary };
  }
  const all = texts ?? [];
  const present = all.reduce((sum, { count }) => sum + count, 0);
  const distinct = type === "boolean" ? truths(all, 2)!.values.length : all.length;
  return { column: name, present, missing, distinct, numbers: null };
}

/** false as 0 and true as 1. */
function truths(
  texts: readonly { readonly name: string; readonly count: number }[],
  limit: number,
): ValueCounts | null {
  const counts = [0, 0];
  for (const { name, count } of texts) counts[Number(/^true$/i.test(trimmed(name)))]! += count;
  const there = [0, 1].filter((value) => counts[value]! > 0);
  if (there.length > limit) return null;
  return {
    values: Float64Array.from(there),
    counts: Float64Array.from(there, (value) => counts[value]!),
  };
}
