import { addCells, coarser, finestCells, totalOf } from "./lattice-cells.js";
import { MOST_CELLS, MOST_SETUP_CELLS, MOST_SUMS } from "./profile-numbers.js";
import type { NumberContent } from "./table-profile.js";

/** The numbers of two tables put together, on the finest lattice that both have and 512 cells allow. */
export function mergeNumbers(one: NumberContent, other: NumberContent): NumberContent {
  const cells = finestCells(addCells(one.cells, other.cells), MOST_CELLS);
  const setup = coarser(
    addCells(one.setup.cells, other.setup.cells),
    Math.min(cells.bits, one.setup.cells.bits, other.setup.cells.bits),
  );
  return {
    kind: "numbers",
    minimum: Math.min(one.minimum, other.minimum),
    maximum: Math.max(one.maximum, other.maximum),
    ...mergeMoments(one, other),
    isWhole: one.isWhole && other.isWhole,
    isUnique: one.isUnique && other.isUnique,
    zeros: one.zeros === null || other.zeros === null ? null : one.zeros + other.zeros,
    infinite: both(one.infinite, other.infinite),
    cells,
    sums: finestCells(addCells(one.sums, other.sums), MOST_SUMS),
    setup: {
      missing: one.setup.missing + other.setup.missing,
      infinite: both(one.setup.infinite, other.setup.infinite),
      cells: finestCells(setup, MOST_SETUP_CELLS),
    },
  };
}

/**
 * Mean and sum of squares of two samples put together:
 *
 *     mean = (n₁ mean₁ + n₂ mean₂) / (n₁ + n₂)        squares = squares₁ + squares₂ + gap² n₁ n₂ / (n₁ + n₂)
 *
 * @see Chan, Golub, LeVeque (1983), "Algorithms for computing the sample variance", The American
 *   Statistician 37(3), 242–247
 */
function mergeMoments(
  one: NumberContent,
  other: NumberContent,
): Pick<NumberContent, "mean" | "squares"> {
  const [n1, n2] = [totalOf(one.cells), totalOf(other.cells)];
  if (n1 === 0) return { mean: other.mean, squares: other.squares };
  if (n2 === 0) return { mean: one.mean, squares: one.squares };
  if (one.mean === null || other.mean === null) return { mean: null, squares: null };
  const n = n1 + n2;
  const gap = other.mean - one.mean;
  const mean = one.mean * (n1 / n) + other.mean * (n2 / n);
  if (one.squares === null || other.squares === null) return { mean, squares: null };
  const squares = one.squares + other.squares + gap * gap * n1 * (n2 / n);
  return { mean, squares: Number.isFinite(squares) ? squares : null };
}

function both(
  [a, b]: readonly [number, number],
  [c, d]: readonly [number, number],
): [number, number] {
  return [a + c, b + d];
}
