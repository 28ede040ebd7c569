import { InputError } from "../core/errors.js";
import { didYouMean } from "../core/nearest-name.js";
import type { ColumnKind, SchemaChanges } from "./drift-result.js";

/** A column of one table, as its engine sees it. */
export interface KnownColumn {
  readonly name: string;
  readonly type: "number" | "boolean" | "text" | "timestamp" | "other";
  readonly storedAs: string;
}

/** What the user said of columns; every list holds names. */
export interface ColumnChoices {
  readonly columns?: readonly string[];
  readonly exclude?: readonly string[];
  readonly numeric?: readonly string[];
  readonly categorical?: readonly string[];
  readonly text?: readonly string[];
  readonly time?: string;
  readonly target?: string;
  readonly prediction?: string;
  /** Columns to be explained: each must be one that is compared. */
  readonly explain?: readonly string[];
}

export interface PlannedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly role: "feature" | "target" | "prediction";
  /** The kind was asked for: nothing about the values makes us skip the column. */
  readonly forced: boolean;
  /** Why it is not compared, where that is known before its values are seen. */
  readonly skip: string | null;
  /** What either table holds, where that differs: "numbers in the reference, text in the current data". */
  readonly mixed?: string;
}

/**
 * Match the columns of two tables by name and decide what to compare as what.
 *
 * @throws {InputError} when a name is in neither table, the tables have no column in common, or a column
 *   is to be explained that is not compared
 */
export function planColumns(
  reference: readonly KnownColumn[],
  current: readonly KnownColumn[],
  choices: ColumnChoices,
): { readonly planned: readonly PlannedColumn[]; readonly schemaChanges: SchemaChanges } {
  checkNames(reference, current, choices);
  const inCurrent = new Map(current.map((column) => [column.name, column]));
  const inReference = new Set(reference.map(({ name }) => name));
  const shared = reference.filter(({ name }) => inCurrent.has(name));
  if (shared.length === 0) {
    const list = (side: readonly KnownColumn[]) => shortList(side.map(({ name }) => name));
    throw new InputError("the tables have no column in common", {
      where: `reference: ${list(reference)}; current: ${list(current)}`,
      fix: "check the two files, their delimiter and their header",
    });
  }
  const typeChanged = shared.flatMap((column) => {
    const other = inCurrent.get(column.name)!;
    if (column.type === other.type) return [];
    return [{ column: column.name, reference: column.type, current: other.type }];
  });
  const wanted = shared.filter(({ name }) => isWanted(name, choices));
  checkExplained(
    wanted.map(({ name }) => name),
    choices,
  );
  return {
    planned: wanted.map((column) => planned(column, inCurrent.get(column.name)!, choices)),
    schemaChanges: {
      onlyInReference: reference.filter(({ name }) => !inCurrent.has(name)).map(({ name }) => name),
      onlyInCurrent: current.filter(({ name }) => !inReference.has(name)).map(({ name }) => name),
      typeChanged,
    },
  };
}

function isWanted(name: string, { columns, exclude }: ColumnChoices): boolean {
  return (columns === undefined || columns.includes(name)) && exclude?.includes(name) !== true;
}

function planned(one: KnownColumn, other: KnownColumn, choices: ColumnChoices): PlannedColumn {
  const { name } = one;
  const role =
    name === choices.target ? "target" : name === choices.prediction ? "prediction" : "feature";
  const as = (kind: ColumnKind, skip: string | null, forced = false): PlannedColumn => ({
    name,
    kind,
    role,
    forced,
    skip,
  });
  if (choices.numeric?.includes(name)) return as("numeric", null, true);
  if (choices.categorical?.includes(name)) return as("categorical", null, true);
  if (choices.text?.includes(name))
    return as("text", "free text: --categorical compares it value by value", true);
  if (name === choices.time) return as("datetime", "the time column");
  const types = new Set([one.type, other.type]);
  if (types.has("other"))
    return as(
      "text",
      `values of type ${one.type === "other" ? one.storedAs : other.storedAs} are not compared`,
    );
  if (types.size === 2) {
    const mixed = `${WORDS[one.type]} in the reference, ${WORDS[other.type]} in the current data`;
    return { ...as("categorical", null), mixed };
  }
  if (types.has("timestamp")) {
    return as(
      "datetime",
      "a time stamp, which moves on by itself: --numeric or --categorical compares it",
    );
  }
  if (types.has("boolean")) return as("boolean", null);
  return as(types.has("number") ? "numeric" : "categorical", null);
}

const WORDS: Readonly<Record<KnownColumn["type"], string>> = {
  number: "numbers",
  boolean: "true and false",
  text: "text",
  timestamp: "times",
  other: "nested values",
};

function checkNames(
  reference: readonly KnownColumn[],
  current: readonly KnownColumn[],
  choices: ColumnChoices,
): void {
  const known = [...new Set([...reference, ...current].map(({ name }) => name))];
  const { target, prediction, time, ...lists } = choices;
  const named: [string, readonly string[]][] = [
    ...Object.entries(lists),
    ["target", target === undefined ? [] : [target]],
    ["prediction", prediction === undefined ? [] : [prediction]],
    ["time", time === undefined ? [] : [time]],
  ];
  for (const [flag, list] of named) {
    for (const name of list) {
      if (known.includes(name)) continue;
      throw new InputError(`column "${name}" is in neither table${didYouMean(name, known)}`, {
        where: `--${flag} ${name} (the tables have: ${shortList(known)})`,
        fix: "leave it out, or export the tables again with it",
      });
    }
  }
}

function checkExplained(compared: readonly string[], { explain = [] }: ColumnChoices): void {
  const other = explain.find((name) => !compared.includes(name));
  if (other === undefined) return;
  throw new InputError(`column "${other}" is not compared`, {
    where: `--explain ${other} (compared: ${shortList(compared)})`,
    fix: `leave it out of --explain, or have it compared: both tables need it, and --columns and --exclude must leave it in`,
  });
}

/** The first names of a list, and how many more there are. */
export function shortList(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
