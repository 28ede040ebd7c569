import type { Column, NumberColumn, Table, TextColumn } from "../../core/table.js";
import type { LeftOutColumn } from "../../model/training/training-summary.js";

/** Which columns become features, and why the others do not. */
export interface ChosenFeatures {
  readonly numbers: readonly string[];
  readonly categories: readonly string[];
  readonly times: readonly string[];
  readonly leftOut: readonly LeftOutColumn[];
}

export interface FeatureWishes {
  /** The columns asked for by name: taken as they are; null takes all that are fit for it. */
  readonly features: readonly string[] | null;
  readonly exclude: readonly string[];
  /** Columns that the label is made from. */
  readonly labelColumns: readonly string[];
}

/** An identifier has more values than this. */
const FEWEST_IDENTIFIERS = 50;
const IDENTIFIER_NAME = /(?:^|[_\s.-])(?:id|uuid|guid|key|index|idx)$|[a-z](?:Id|ID)$|^unnamed/i;

/**
 * Choose the features among the columns of the labelled rows. What cannot help a model is left out,
 * with its reason: the label itself, columns without a value or with one value only, and
 * identifiers, which a model learns by heart.
 */
export function chooseFeatures(table: Table, wishes: FeatureWishes): ChosenFeatures {
  const leftOut: LeftOutColumn[] = [];
  const chosen: Record<Column["kind"], string[]> = { number: [], text: [], time: [] };
  for (const column of table.columns) {
    const reason = refusal(column, wishes);
    if (reason === undefined) chosen[column.kind].push(column.name);
    else leftOut.push({ column: column.name, reason });
  }
  return { numbers: chosen.number, categories: chosen.text, times: chosen.time, leftOut };
}

function refusal(column: Column, wishes: FeatureWishes): string | undefined {
  const { name } = column;
  if (wishes.labelColumns.includes(name)) return "the label is made from it";
  if (wishes.exclude.includes(name)) return "excluded";
  if (wishes.features !== null) {
    return wishes.features.includes(name) ? undefined : "not among the features asked for";
  }
  return column.kind === "text" ? textRefusal(column) : numberRefusal(column);
}

function textRefusal({ name, codes }: TextColumn): string | undefined {
  const distinct = new Set(codes);
  const missing = distinct.delete(-1);
  if (distinct.size === 0) return "it has no value";
  if (distinct.size === 1 && !missing) return "it has one value only";
  if (distinct.size <= FEWEST_IDENTIFIERS) return undefined;
  const present = codes.reduce((count, code) => count + (code < 0 ? 0 : 1), 0);
  const looksLikeOne = IDENTIFIER_NAME.test(name) || distinct.size > present / 2;
  return looksLikeOne ? `an identifier: ${distinct.size} values in ${present} rows` : undefined;
}

function numberRefusal(column: Exclude<Column, TextColumn>): string | undefined {
  const { kind, name, values } = column;
  const distinct = new Set(values.filter(Number.isFinite));
  if (distinct.size === 0) return "it has no value";
  if (distinct.size === 1) return "it has one value only";
  if (kind === "time" || distinct.size <= FEWEST_IDENTIFIERS) return undefined;
  if (IDENTIFIER_NAME.test(name) && values.every((value) => !(value % 1))) {
    return `an identifier: ${distinct.size} values in ${values.length} rows`;
  }
  return countsRows(column) ? "it counts the rows" : undefined;
}

/** Does a column only say how many rows came before: each value 1 above the last? */
function countsRows({ values }: NumberColumn): boolean {
  return values.every((value, row) => row === 0 || value === values[row - 1]! + 1);
}
