import { monotoneBin } from "../../src/core/monotone-map.js";
import type {
  BinCounts,
  BinSet,
  ColumnSummary,
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

/** An engine over arrays, done the slow way: for all questions about numbers. */
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
  if (request.kind === "categories" || request.kind === "levels") throw new TypeError(request.kind);
  if (request.kind === "edges") throw new TypeError(request.kind);
  const { numbers, rows } = request.table as MemoryTable;
  if (request.kind === "summary")
    return request.columns.map((column) => summaryOf(column, numbers, rows));
  if (request.kind === "glance")
    return request.columns.map((column) => ({ column, isWhole: numbers.every(Number.isInteger) }));
  if (request.parts) {
    return (request.parts.parts as unknown as MemoryTable[]).map(({ numbers }) =>
      answer({ ...request, table: memoryTable(numbers), parts: undefined }),
    );
  }
  const inside = numbers.filter((value) => isInside(value, request.within ?? []));
  if (request.kind === "bins") return binsOf(inside, request.map);
  if (inside.length === 0) return { values: new Float64Array(0), counts: new Float64Array(0) };
  const counted = countValues("v", inside);
  return counted.values.length > request.limit ? null : counted;
}

/** The summary of a column of numbers. */
export function summaryOf(column: string, numbers: readonly number[], rows: number): ColumnSummary {
  const finite = numbers.filter(Number.isFinite);
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const missing = { absent: rows - numbers.length, notANumber: 0, unreadable: 0 };
  const moments = {
    minimum: Math.min(...numbers),
    maximum: Math.max(...numbers),
    mean: finite.length > 0 ? mean : null,
    variance: finite.length > 1 ? squares / (finite.length - 1) : null,
    infinite: numbers.length - finite.length,
  };
  return {
    ...{ column, present: numbers.length, missing, distinct: new Set(numbers).size },
    numbers: numbers.length > 0 ? moments : null,
  };
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
