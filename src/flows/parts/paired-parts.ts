import type { DataEngine, EngineTable, PartRule, TableParts } from "../../ports/data-engine.js";

/** The parts of the current table, and what each is held against. */
export interface PairedParts {
  readonly current: TableParts;
  /** Places in `current.parts` of those that are judged. */
  readonly judged: readonly number[];
  readonly reference: EngineTable;
  /** The same slices of the reference; absent where every part is held against all of it. */
  readonly slices?: { readonly parts: TableParts; readonly places: readonly number[] };
  readonly leftOut: readonly { readonly rows: number; readonly why: string }[];
}

/**
 * Divide the current table. Chunks are held against the whole reference, slices against the rows of the
 * reference that have the same value: the flights of one airport against those of before.
 */
export async function pairParts(
  engine: DataEngine,
  reference: EngineTable,
  current: EngineTable,
  rule: PartRule,
): Promise<PairedParts> {
  const parts = await engine.parts(current, rule);
  const all = parts.parts.map((_, place) => place);
  if (rule.by !== "value") {
    return { current: parts, judged: all, reference, leftOut: parts.leftOut };
  }
  const before = await engine.parts(reference, rule);
  const nameOf = (part: TableParts["parts"][number]) => JSON.stringify([part.isMissing, part.name]);
  const places = new Map(before.parts.map((part, place) => [nameOf(part), place]));
  const judged = all.filter((place) => places.has(nameOf(parts.parts[place]!)));
  const lost = all.filter((place) => !judged.includes(place)).map((place) => parts.parts[place]!);
  const why = (name: string) => `"${name}" is not among the ${rule.limit} slices of the reference`;
  return {
    current: parts,
    judged,
    reference,
    slices: {
      parts: before,
      places: judged.map((place) => places.get(nameOf(parts.parts[place]!))!),
    },
    leftOut: [...parts.leftOut, ...lost.map(({ name, rows }) => ({ rows, why: why(name) }))],
  };
}

/** Rows of both sides of each judged part. */
export function rowsOfPairs({
  current,
  judged,
  reference,
  slices,
}: PairedParts): (readonly [{ readonly rows: number }, { readonly rows: number }])[] {
  return judged.map((place, i) => {
    const before = slices ? slices.parts.parts[slices.places[i]!]! : reference;
    return [{ rows: before.rows }, { rows: current.parts[place]!.rows }];
  });
}
