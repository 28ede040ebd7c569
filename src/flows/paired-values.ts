import type { MetricValue } from "./experiment-values.js";

/**
 * Why the runs of a metric cannot be paired by a column; null where they can. Each key may occur
 * once in a scenario: with two, nobody knows which belongs to which.
 */
export function pairingFault(
  source: string,
  values: readonly MetricValue[],
  pairBy: string,
): string | null {
  if (values.every(({ key }) => key === null)) return `${source} has no column "${pairBy}"`;
  const seen = new Set<string>();
  for (const { scenario, key } of values) {
    const place = JSON.stringify([scenario, key]);
    if (key !== null && seen.has(place)) {
      return `in ${source} ${pairBy} "${key}" occurs more than once in ${scenario}`;
    }
    seen.add(place);
  }
  return null;
}

/** Values side by side: one list a scenario, in the order of the shared keys. */
export interface Blocks {
  readonly lists: readonly (readonly number[])[];
  /** Values whose key is empty, or missing from another of the scenarios. */
  readonly unpaired: number;
}

/** The values whose key occurs in every one of these scenarios. */
export function blocksOf(values: readonly MetricValue[], scenarios: readonly string[]): Blocks {
  const byKey = scenarios.map(
    (name) =>
      new Map(
        values.flatMap(({ scenario, key, value }) =>
          scenario === name && key !== null ? [[key, value] as const] : [],
        ),
      ),
  );
  const shared = [...(byKey[0]?.keys() ?? [])].filter((key) => byKey.every((map) => map.has(key)));
  const lists = byKey.map((map) => shared.map((key) => map.get(key)!));
  const all = values.filter(({ scenario }) => scenarios.includes(scenario)).length;
  return { lists, unpaired: all - shared.length * scenarios.length };
}
