import { greatestCommonDivisor } from "../greatest-common-divisor.js";
import type { PooledCounts } from "../pooled-counts.js";
import { unitOf, type CellInsides, type Ladder } from "./ladder.js";

/** Facts of no cell yet: to be filled by {@link lookInside}. */
export function unknownInsides(cells: number): CellInsides {
  return insidesOf(cells, NaN);
}

/** Facts of cells between whose samples nothing lies, as they are the same. */
export function emptyInsides(cells: number): CellInsides {
  return insidesOf(cells, 0);
}

function insidesOf(cells: number, fact: number): CellInsides {
  const facts = () => new Float64Array(cells).fill(fact);
  return {
    gap: facts(),
    gapAt: facts(),
    xUpTo: facts(),
    yUpTo: facts(),
    area: facts(),
    dominance: facts(),
  };
}

/**
 * Note what the values of a span say: the largest gap within it, the area between the distribution
 * functions, who wins its pairs. The values themselves can be forgotten then.
 *
 * @param found the values of cell k in both samples, one at least
 * @param before how many values of x and y lie below the cell
 */
export function lookInside(
  ladder: Ladder & { readonly inside: CellInsides },
  k: number,
  found: PooledCounts,
  before: { readonly x: number; readonly y: number },
): void {
  const g = greatestCommonDivisor(ladder.m, ladder.n);
  const [m, n] = [ladder.m / g, ladder.n / g];
  const { gap, gapAt, xUpTo, yUpTo, area, dominance } = ladder.inside;
  let [i, j, size, at] = [before.x, before.y, -1, NaN];
  let [wins, belowX, belowY] = [0, 0, 0];
  for (let v = 0; v < found.values.length; v++) {
    const [x, y] = [found.x[v]!, found.y[v]!];
    wins += x * belowY - y * belowX;
    belowX += x;
    belowY += y;
    i += x;
    j += y;
    const here = Math.abs(i * n - j * m);
    if (here <= size) continue;
    [size, at] = [here, found.values[v]!];
    [xUpTo[k], yUpTo[k]] = [i, j];
  }
  gap[k] = size;
  gapAt[k] = at;
  dominance[k] = wins;
  area[k] = areaInside(ladder, k, found, before);
}

/** ∫ |F − G| from the start of the cell to its end, times the unit of the ladder. */
function areaInside(
  ladder: Ladder,
  k: number,
  found: PooledCounts,
  before: { readonly x: number; readonly y: number },
): number {
  const { m, n, low, high } = ladder;
  const { values } = found;
  const unit = unitOf(ladder);
  let [i, j] = [before.x, before.y];
  let at = low[k]!;
  let area = 0;
  for (let v = 0; v <= values.length; v++) {
    const next = v < values.length ? values[v]! : high[k]!;
    const gap = Math.abs(i * n - j * m) / m / n;
    // The ends of a span are known but for rounding: a step back is none.
    if (gap > 0 && next > at) area += gap * (unit * (next - at));
    at = next;
    i += found.x[v] ?? 0;
    j += found.y[v] ?? 0;
  }
  return area;
}
