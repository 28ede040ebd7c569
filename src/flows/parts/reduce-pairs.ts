import type {
  BinCounts,
  CategoryCounts,
  DataEngine,
  Reduction,
  TableParts,
} from "../../ports/data-engine.js";
import type { ValueCounts } from "../../core/value-counts.js";
import type { PairedParts } from "./paired-parts.js";

type Counting = Extract<Reduction, { kind: "values" | "bins" | "categories" }>;
/** What to count, but not of which table. */
export type CountRequest = Counting extends infer One
  ? One extends Counting
    ? Omit<One, "table" | "parts">
    : never
  : never;
type CountAnswer<Kind> = Kind extends "values"
  ? ValueCounts | null
  : Kind extends "bins"
    ? BinCounts
    : CategoryCounts;

/**
 * Ask one thing of both sides of all judged parts: a scan of the reference, and one of the current table.
 *
 * @returns for each judged part its two answers
 */
export async function reducePairs<const R extends CountRequest>(
  engine: DataEngine,
  { current, judged, reference, slices }: PairedParts,
  request: R,
): Promise<(readonly [CountAnswer<R["kind"]>, CountAnswer<R["kind"]>])[]> {
  const inParts = (parts: TableParts) => ({ ...shared(request, parts), table: parts.table, parts });
  const requests = [
    slices ? inParts(slices.parts) : { ...request, table: reference },
    inParts(current),
  ] as unknown as readonly Reduction[];
  const [before, after] = (await engine.reduce(requests)) as unknown as [
    CountAnswer<R["kind"]> | readonly CountAnswer<R["kind"]>[],
    readonly CountAnswer<R["kind"]>[],
  ];
  return judged.map((place, i) => {
    const own = slices
      ? (before as readonly CountAnswer<R["kind"]>[])[slices.places[i]!]!
      : (before as CountAnswer<R["kind"]>);
    return [own, after[place]!];
  });
}

/** The limit of values holds for all parts together. */
function shared(request: CountRequest, { parts }: TableParts): CountRequest {
  if (request.kind !== "values") return request;
  return { ...request, limit: request.limit * Math.max(1, parts.length) };
}
