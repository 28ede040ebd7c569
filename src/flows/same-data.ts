import type { DataEngine, EngineTable, Reduction } from "../ports/data-engine.js";
import type { ComparedPair } from "./profile/compared-table.js";

/** Are two tables of the same bytes, which were read in the same way? */
function isSameData(one: EngineTable, other: EngineTable): boolean {
  return (
    one.sha256 !== null &&
    one.sha256 === other.sha256 &&
    one.rows === other.rows &&
    JSON.stringify(one.columns) === JSON.stringify(other.columns)
  );
}

/**
 * Where both sides are the same data, the reference takes the place of the current table: who holds two
 * sides then knows without a look that nothing lies between them.
 */
export function asOne(sides: ComparedPair): ComparedPair {
  const [reference, current] = sides;
  const isOne =
    !reference.profile && !current.profile && isSameData(reference.table, current.table);
  return isOne ? [reference, { ...current, table: reference.table }] : sides;
}

/** The same engine; what is asked of it twice in one call, it is asked once. */
export function countingOnce(engine: DataEngine): DataEngine {
  return {
    name: engine.name,
    open: (...request) => engine.open(...request),
    reduce: async (requests: readonly Reduction[]) => {
      const different = new Map<string, Reduction[]>();
      const first = requests.map((request) => {
        const name = "column" in request ? request.column : "";
        const seen = different.get(name) ?? [];
        different.set(name, seen);
        const known = seen.find((one) => isEqual(one, request));
        if (known === undefined) seen.push(request);
        return known ?? request;
      });
      const asked = [...different.values()].flat();
      const answers = await engine.reduce(asked);
      const answerOf = new Map(asked.map((request, i) => [request, answers[i]]));
      return first.map((request) => answerOf.get(request)) as never;
    },
    parts: (...request) => engine.parts(...request),
    sampleRows: (...request) => engine.sampleRows(...request),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

/** Who asks the same of both sides gives both the same maps, bins and columns. */
function isEqual(one: Reduction, other: Reduction): boolean {
  const entries = Object.entries(one);
  const others = new Map<string, unknown>(Object.entries(other));
  return (
    entries.length === others.size && entries.every(([key, value]) => others.get(key) === value)
  );
}
