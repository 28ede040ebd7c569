import { InputError } from "../../core/errors.js";
import { mergeCategories } from "./merge-categories.js";
import { mergeNumbers } from "./merge-numbers.js";
import { EVERY_BIT } from "./lattice-cells.js";
import type { ColumnContent, ColumnProfile, TableProfile } from "./table-profile.js";

/**
 * The profile of two tables put together. Counts are those that a profile of all rows would have, sums
 * agree to their last digits; the order of merging does not matter. Rows of the set-up add up.
 *
 * @throws {InputError} when the tables have other columns, or columns of another type
 */
export function mergeProfiles(one: TableProfile, other: TableProfile): TableProfile {
  const lacking = [...lacks(one.columns, other.columns), ...lacks(other.columns, one.columns)];
  if (lacking.length > 0) {
    throw new InputError(`column "${lacking[0]!}" is in one of the profiles only`, {
      where: `${one.sources.join(", ")} and ${other.sources.join(", ")}`,
      fix: "profile the tables again with --columns or --exclude, so that they have the same",
    });
  }
  return {
    sources: [...one.sources, ...other.sources].sort(),
    rows: one.rows + other.rows,
    minCount: Math.max(one.minCount, other.minCount),
    columns: pairs(one.columns, other.columns).map(([a, b]) => mergeColumns(a, b)),
  };
}

/** Columns of one name, in the order of both tables; by their names, where that differs. */
function pairs(
  some: readonly ColumnProfile[],
  others: readonly ColumnProfile[],
): (readonly [ColumnProfile, ColumnProfile])[] {
  const partner = new Map(others.map((column) => [column.name, column]));
  const both = some.map((column) => [column, partner.get(column.name)!] as const);
  if (some.every(({ name }, i) => others[i]!.name === name)) return both;
  return both.sort(([a], [b]) => (a.name < b.name ? -1 : 1));
}

function lacks(some: readonly ColumnProfile[], others: readonly ColumnProfile[]): string[] {
  const names = new Set(others.map(({ name }) => name));
  return some.flatMap(({ name }) => (names.has(name) ? [] : [name]));
}

function mergeColumns(one: ColumnProfile, other: ColumnProfile): ColumnProfile {
  const content = mergeContents(one, other);
  const typed = one.content.kind === "none" ? other : one;
  const same = (a: string, b: string) => (a < b ? a : b);
  const bothTyped = (one.content.kind === "none") === (other.content.kind === "none");
  return {
    name: one.name,
    type: bothTyped ? (same(one.type, other.type) as ColumnProfile["type"]) : typed.type,
    storedAs: bothTyped ? same(one.storedAs, other.storedAs) : typed.storedAs,
    present: one.present + other.present,
    missing: {
      absent: one.missing.absent + other.missing.absent,
      notANumber: one.missing.notANumber + other.missing.notANumber,
      unreadable: one.missing.unreadable + other.missing.unreadable,
    },
    distinct: distinctOf(content),
    content,
  };
}

/** Of values that are kept; of others no one knows which both tables have. */
function distinctOf(content: ColumnContent): number | null {
  if (content.kind === "none") return 0;
  if (content.kind === "categories")
    return content.rest.rows === 0 ? content.categories.length : null;
  if (content.kind !== "numbers" || content.cells.bits !== EVERY_BIT) return null;
  return content.cells.places.length + content.infinite.filter((count) => count > 0).length;
}

function mergeContents(one: ColumnProfile, other: ColumnProfile): ColumnContent {
  const [a, b] = [one.content, other.content];
  if (a.kind === "none") return b;
  if (b.kind === "none") return a;
  if (one.type !== other.type) {
    throw new InputError(
      `column "${one.name}" is ${one.type} in one profile, ${other.type} in another`,
      {
        where: `column "${one.name}"`,
        fix: "profile the tables again with --numeric or --categorical for it",
      },
    );
  }
  if (a.kind === "withheld") return a;
  if (b.kind === "withheld") return b;
  if (a.kind === "numbers" && b.kind === "numbers") return mergeNumbers(a, b);
  if (a.kind === "categories" && b.kind === "categories") return mergeCategories(a, b);
  if (a.kind === "times" && b.kind === "times") {
    const [minimum, maximum] = [Math.min(a.minimum, b.minimum), Math.max(a.maximum, b.maximum)];
    return { kind: "times", minimum, maximum };
  }
  throw new TypeError(`${a.kind} and ${b.kind} of one type`);
}
