import type { BinNode } from "./bin-tree.js";
import type { ColumnKind } from "./column-bins.js";
import { contrast, type ContrastName } from "./contrasts.js";

/** In which direction of the scores a bet looks for a change. */
export type Direction = FixedDirection | RecentDirection;

/** Numbers larger or further apart, or one node of the tree alone. */
export type FixedDirection =
  { readonly look: ContrastName } | { readonly look: "node"; readonly node: number };

/** Where the scores of late have pointed: the newest tick counts for `rate` of their mean. */
export interface RecentDirection {
  readonly look: "recent";
  readonly rate: number;
}

/** A direction, its unit vector over the nodes where it is not learnt, and its part of the capital. */
export type WeightedDirection =
  | { readonly direction: FixedDirection; readonly weight: number; readonly vector: Float64Array }
  | { readonly direction: RecentDirection; readonly weight: number; readonly vector?: undefined };

/** How fast directions are learnt: from the last 32, 8 and 3 ticks or so. */
const RATES = [1 / 32, 1 / 8, 1 / 3];

/** Parts of the capital, by kind of column; what cannot be bet on is shared out among the rest. */
const PARTS: Readonly<Record<ColumnKind, Readonly<Record<Direction["look"], number>>>> = {
  number: { location: 1 / 4, scale: 1 / 8, node: 1 / 8, recent: 1 / 2 },
  category: { location: 0, scale: 0, node: 1 / 2, recent: 1 / 2 },
};

/** The place of the direction that shows best whether ticks follow each other: not missing | present. */
export function mainDirection(directions: readonly WeightedDirection[]): number {
  const place = directions.findIndex(
    ({ direction, vector }) => vector && !(direction.look === "node" && direction.node === 0),
  );
  return Math.max(0, place);
}

/**
 * The directions in which a column is watched. For numbers: location, scale, each node, and the
 * recent direction at three rates; for categories the last two.
 *
 * @param shares of the bins in the setup, from which location and scale are reckoned
 * @returns weights that add up to 1
 */
export function directionsOf(
  kind: ColumnKind,
  tree: readonly BinNode[],
  shares: ArrayLike<number>,
): readonly WeightedDirection[] {
  const part = PARTS[kind];
  const chosen: WeightedDirection[] = [];
  if (kind === "number") {
    const ofValues = tree.slice(1); // the root asks whether there is a value
    for (const look of ["location", "scale"] as const) {
      const vector = ofValues.length === 0 ? undefined : contrast(look, ofValues, shares);
      if (vector === undefined) continue;
      chosen.push({
        direction: { look },
        weight: part[look],
        vector: Float64Array.of(0, ...vector),
      });
    }
  }
  for (let node = 0; node < tree.length; node++) {
    const vector = new Float64Array(tree.length);
    vector[node] = 1;
    chosen.push({ direction: { look: "node", node }, weight: part.node / tree.length, vector });
  }
  for (const rate of RATES) {
    chosen.push({ direction: { look: "recent", rate }, weight: part.recent / RATES.length });
  }
  const all = chosen.reduce((sum, { weight }) => sum + weight, 0);
  return chosen.map((one) => ({ ...one, weight: one.weight / all }));
}
