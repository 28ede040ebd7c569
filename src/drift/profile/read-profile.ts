import { InputError } from "../../core/errors.js";
import { cellsOfDocument } from "./cells-document.js";
import { coarser, EVERY_BIT, finestCells, totalOf, type LatticeCells } from "./lattice-cells.js";
import { numbersOfText } from "./number-text.js";
import { PROFILE_SCHEMA } from "./profile-document.js";
import { MOST_SUMS, sumsOfCells } from "./profile-numbers.js";
import type {
  CategoryContent,
  ColumnContent,
  ColumnProfile,
  NumberContent,
  TableProfile,
  Withheld,
} from "./table-profile.js";

type Keys = Readonly<Partial<Record<string, unknown>>>;

/** Whether a text begins as a profile does. @param head the first thousand characters or so */
export function isProfileText(head: string): boolean {
  return /^\s*\{/.test(head) && /"schema"\s*:\s*"arlequin\.profile\//.test(head);
}

/**
 * A profile from its text.
 *
 * @param path where it lies, for messages
 * @throws {InputError} when it is none, one of another version, or damaged
 */
export function readProfile(text: string, path: string): TableProfile {
  const document = parsed(text, path);
  if (document["schema"] !== PROFILE_SCHEMA) {
    throw new InputError(`${path} is no profile that this version reads`, {
      where: `schema ${JSON.stringify(document["schema"])}, where ${PROFILE_SCHEMA} is read`,
      fix: "make it again with arlequin profile",
    });
  }
  try {
    return {
      sources: list(document, "sources").map(String),
      rows: count(document, "rows"),
      minCount: count(document, "min_count"),
      columns: list(document, "columns").map((column) => readColumn(keys(column))),
    };
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    const fix = "make it again with arlequin profile";
    throw new InputError(`the profile ${path} is damaged: ${cause.message}`, {
      where: cause.where ?? path,
      fix,
      cause,
    });
  }
}

function parsed(text: string, path: string): Keys {
  try {
    return keys(JSON.parse(text));
  } catch (cause) {
    const fix = "make it again with arlequin profile";
    throw new InputError(`the profile ${path} is no JSON`, { where: path, fix, cause });
  }
}

function readColumn(column: Keys): ColumnProfile {
  const name = word(column, "name");
  try {
    const missing = keys(column["missing"]);
    const profile = {
      name,
      type: word(column, "type") as ColumnProfile["type"],
      storedAs: word(column, "stored_as"),
      present: count(column, "present"),
      missing: {
        absent: countOrNone(missing, "absent"),
        notANumber: countOrNone(missing, "not_a_number"),
        unreadable: countOrNone(missing, "unreadable"),
      },
      distinct: column["distinct"] === null ? null : count(column, "distinct"),
      content: readContent(column),
    };
    const told = rowsOf(profile.content);
    if (told !== null && told !== profile.present)
      throw new InputError(`its counts come to ${told} instead of ${profile.present}`);
    return profile;
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new InputError(cause.message, { where: `column "${name}"`, cause });
  }
}

/** The rows that the content counts; null where it counts none. */
function rowsOf(content: ColumnContent): number | null {
  if (content.kind === "numbers") {
    return totalOf(content.cells) + content.infinite[0] + content.infinite[1];
  }
  if (content.kind !== "categories") return null;
  return content.categories.reduce((sum, one) => sum + one.count, content.rest.rows);
}

function readContent(column: Keys): ColumnContent {
  const kind = word(column, "kind");
  switch (kind) {
    case "none":
      return { kind };
    case "withheld":
      return { kind, why: word(column, "why") as Withheld };
    case "times":
      return { kind, minimum: number(column, "minimum"), maximum: number(column, "maximum") };
    case "numbers":
      return readNumbers(column);
    case "categories":
      return readCategories(column);
    default:
      throw new InputError(`its kind is "${kind}"`);
  }
}

function readNumbers(column: Keys): NumberContent {
  const cells = cellsOfDocument(column["cells"]);
  const setup = keys(keys(column["detector"])["setup"]);
  const orNull = (key: string) => (column[key] === null ? null : number(column, key));
  return {
    kind: "numbers",
    minimum: number(column, "minimum"),
    maximum: number(column, "maximum"),
    mean: orNull("mean"),
    squares: orNull("squares"),
    isWhole: column["whole"] === true,
    isUnique: column["unique"] === true,
    zeros: column["zeros"] === null ? null : count(column, "zeros"),
    infinite: pair(column, "infinite"),
    cells,
    sums: readSums(column, cells),
    setup: {
      missing: count(setup, "missing"),
      infinite: pair(setup, "infinite"),
      cells: readSetup(setup, cells),
    },
  };
}

function readSums(column: Keys, cells: LatticeCells): LatticeCells {
  if (cells.bits === EVERY_BIT) return finestCells(sumsOfCells(cells), MOST_SUMS);
  const sums = keys(column["sums"]);
  const { bits, places } = coarser(cells, Math.min(count(sums, "bits"), cells.bits));
  const amounts = list(sums, "amounts").map(Number);
  if (amounts.length !== places.length) throw new InputError("its sums do not fit its cells");
  return { bits, places, amounts: Float64Array.from(amounts) };
}

function readSetup(setup: Keys, cells: LatticeCells): LatticeCells {
  const { bits, places } = coarser(cells, Math.min(count(setup, "bits"), cells.bits));
  const counts = numbersOfText(word(setup, "counts"));
  if (counts.length !== places.length) throw new InputError("its set-up does not fit its cells");
  return {
    bits,
    places: places.filter((_, k) => counts[k]! > 0),
    amounts: Float64Array.from(counts.filter((drawn) => drawn > 0)),
  };
}

function readCategories(column: Keys): CategoryContent {
  const categories = list(column, "categories").map((entry) => {
    const [name, rows] = Array.isArray(entry) ? (entry as unknown[]) : [];
    if (typeof name !== "string") throw new InputError("a category has no name");
    return { name, count: count({ rows }, "rows") };
  });
  const rest = keys(column["rest"]);
  const setup = keys(keys(column["detector"])["setup"]);
  const counts = Float64Array.from(numbersOfText(word(setup, "counts")));
  if (counts.length !== categories.length)
    throw new InputError("its set-up does not fit its categories");
  return {
    kind: "categories",
    categories,
    rest: {
      rows: count(rest, "rows"),
      categories: rest["categories"] === null ? null : count(rest, "categories"),
    },
    setup: { missing: count(setup, "missing"), counts, rest: count(setup, "rest") },
  };
}

function keys(value: unknown): Keys {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Keys;
  throw new InputError("an object is missing");
}

function list(object: Keys, key: string): readonly unknown[] {
  const value = object[key];
  if (Array.isArray(value)) return value;
  throw new InputError(`"${key}" is no list`);
}

function word(object: Keys, key: string): string {
  const value = object[key];
  if (typeof value === "string") return value;
  throw new InputError(`"${key}" is no text`);
}

/** A number; the infinities are texts in JSON. */
function number(object: Keys, key: string): number {
  const value = object[key];
  if (typeof value === "number") return value;
  if (value === "Infinity" || value === "-Infinity") return Number(value);
  throw new InputError(`"${key}" is no number`);
}

function count(object: Keys, key: string): number {
  const value = number(object, key);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new InputError(`"${key}" is no count`);
}

/** A count that is left out where it is 0. */
function countOrNone(object: Keys, key: string): number {
  return object[key] === undefined ? 0 : count(object, key);
}

function pair(object: Keys, key: string): [number, number] {
  if (object[key] === undefined) return [0, 0];
  const [a, b] = list(object, key);
  return [count({ [key]: a }, key), count({ [key]: b }, key)];
}
