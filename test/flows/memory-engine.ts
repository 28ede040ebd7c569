import { monotoneBin } from "../../src/core/monotone-map.js";
import type {
  BinCounts,
  BinSet,
  DataEngine,
  EngineTable,
  MonotoneMap,
  Reduction,
  TableParts,
} from "../../src/ports/data-engine.js";
import { countValues } from "../../src/stats/pooled-counts.js";

/** A table of one column of numbers, "v". */
export interface MemoryTable extends EngineTable {
  readonly numbers: readonly number[];
}

export function memoryTable(numbers: readonly number[]): MemoryTable {
  return {
    source: "memory",
    rows: numbers.length,
    sha256: null,
    columns: [{ name: "v", type: "number", storedAs: "memory" }],
    findings: [],
    numbers,
  };
}

/** A table whose parts are these. */
export function memoryParts(parts: readonly (readonly number[])[]): TableParts {
  const table = memoryTable(parts.flat());
  const list = parts.map((numbers, i) => ({ name: String(i), rows: numbers.length, numbers }));
  return { table, parts: list, leftOut: [] };
}

/** An engine over arrays, done the slow way: for questions of `values` and `bins`. */
export function memoryEngine(): Pick<DataEngine, "reduce"> & { scans: number } {
  const engine = {
    scans: 0,
    reduce: (requests: readonly Reduction[]) => {
      engine.scans += requests.length;
      return Promise.resolve(requests.map(answer));
    },
  };
  return engine as unknown as Pick<DataEngine, "reduce"> & { scans: number };
}

function answer(request: Reduction): unknown {
  if (request.kind !== "values" && request.kind !== "bins") throw new TypeError(request.kind);
  if (request.parts) {
    return (request.parts.parts as unknown as MemoryTable[]).map(({ numbers }) =>
      answer({ ...request, table: memoryTable(numbers), parts: undefined }),
    );
  }
  const { numbers } = request.table as MemoryTable;
  const inside = numbers.filter((value) => isInside(value, request.within ?? []));
  if (request.kind === "bins") return binsOf(inside, request.map);
  if (inside.length === 0) return { values: new Float64Array(0), counts: new Float64Array(0) };
  const counted = countValues("v", inside);
  return counted.values.length > request.limit ? null : counted;
}

function isInside(value: number, within: readonly BinSet[]): boolean {
  return within.every(({ map, bins }) => bins.includes(monotoneBin(map, value)));
}

function binsOf(numbers: readonly number[], map: MonotoneMap): BinCounts {
  const cells = new Map<number, { count: number; sum: number; square: number }>();
  for (const value of numbers) {
    const bin = monotoneBin(map, value);
    const cell = cells.get(bin) ?? { count: 0, sum: 0, square: 0 };
    const away = value - map.center;
    cells.set(bin, {
      count: cell.count + 1,
      sum: cell.sum + away,
      square: cell.square + away * away,
    });
  }
  const sorted = [...cells].sort(([a], [b]) => a - b);
  return {
    bins: Float64Array.from(sorted, ([bin]) => bin),
    counts: Float64Array.from(sorted, ([, { count }]) => count),
    sums: Float64Array.from(sorted, ([, { sum }]) => sum),
    squares: Float64Array.from(sorted, ([, { square }]) => square),
  };
}
