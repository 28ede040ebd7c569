import { VERSION } from "../../core/version.js";
import { cellsDocument } from "./cells-document.js";
import { detectorStart } from "./detector-start.js";
import { coarser, EVERY_BIT, sideBySide, type LatticeCells } from "./lattice-cells.js";
import { numberText } from "./number-text.js";
import type {
  CategoryContent,
  ColumnProfile,
  NumberContent,
  TableProfile,
} from "./table-profile.js";

/** The first key of a profile, and its version. */
export const PROFILE_SCHEMA = "arlequin.profile/1";

/** A profile as a JSON document. */
export function profileDocument(profile: TableProfile): Record<string, unknown> {
  return {
    schema: PROFILE_SCHEMA,
    version: VERSION,
    sources: profile.sources,
    rows: profile.rows,
    min_count: profile.minCount,
    columns: profile.columns.map(columnDocument),
  };
}

function columnDocument(column: ColumnProfile): Record<string, unknown> {
  const { name, type, storedAs, present, missing, distinct, content } = column;
  return {
    name,
    type,
    stored_as: storedAs,
    present,
    missing: withoutZeros({
      absent: missing.absent,
      not_a_number: missing.notANumber,
      unreadable: missing.unreadable,
    }),
    distinct,
    kind: content.kind,
    ...(content.kind === "withheld" && { why: content.why }),
    ...(content.kind === "times" && { minimum: content.minimum, maximum: content.maximum }),
    ...(content.kind === "numbers" && numbersDocument(content, column)),
    ...(content.kind === "categories" && categoriesDocument(content, column)),
  };
}

function numbersDocument(content: NumberContent, column: ColumnProfile): Record<string, unknown> {
  const { minimum, maximum, mean, squares, isWhole, isUnique, zeros, infinite, cells, sums } =
    content;
  const { setup } = content;
  const start = detectorStart(column);
  return {
    minimum,
    maximum,
    mean,
    squares,
    whole: isWhole,
    unique: isUnique,
    zeros,
    ...infinities(infinite),
    cells: cellsDocument(cells),
    // Those of single values follow from their counts.
    ...(cells.bits !== EVERY_BIT && { sums: { bits: sums.bits, amounts: sums.amounts } }),
    detector: {
      ...(start?.kind === "numbers" && { edges: start.edges, missing: start.missing }),
      counts: start?.counts,
      setup: {
        missing: setup.missing,
        ...infinities(setup.infinite),
        bits: setup.cells.bits,
        counts: numberText(alongside(cells, setup.cells)),
      },
    },
  };
}

/** Most columns have none: what is 0 is left out. */
function withoutZeros(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

function infinities([below, above]: readonly [number, number]): Record<string, unknown> {
  return below + above === 0 ? {} : { infinite: [below, above] };
}

/** The counts of the set-up, for each cell of all values on its lattice. */
function alongside(cells: LatticeCells, setup: LatticeCells): Float64Array {
  return sideBySide(coarser(cells, setup.bits), setup).y;
}

function categoriesDocument(
  { categories, rest, setup }: CategoryContent,
  column: ColumnProfile,
): Record<string, unknown> {
  const start = detectorStart(column);
  return {
    categories: categories.map(({ name, count }) => [name, count]),
    rest: { rows: rest.rows, categories: rest.categories },
    detector: {
      ...(start?.kind === "categories" && { levels: start.levels, missing: start.missing }),
      counts: start?.counts,
      setup: { missing: setup.missing, rest: setup.rest, counts: numberText(setup.counts) },
    },
  };
}
