import type { Column } from "../../core/table.js";

/** Do two columns hold the same values equally often, in whatever order? Missing is one value. */
export function hasSameValues(a: Column, b: Column): boolean {
  if (a.kind !== "text" && b.kind !== "text") {
    const [x, y] = [a.values.slice().sort(), b.values.slice().sort()];
    return x.length === y.length && x.every((value, i) => Object.is(value, y[i]));
  }
  if (a.kind !== "text" || b.kind !== "text") return false;
  const counts = new Map<string | undefined, number>();
  for (const code of a.codes) add(counts, a.levels[code], 1);
  for (const code of b.codes) add(counts, b.levels[code], -1);
  return [...counts.values()].every((count) => count === 0);
}

function add(counts: Map<string | undefined, number>, name: string | undefined, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}
