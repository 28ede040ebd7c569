import { InputError } from "../../core/errors.js";
import type { Table } from "../../core/table.js";
import type { Comparison, Rule, RuleValue } from "./rule.js";

/** What a rule says of a row: 1 it holds, 0 it does not, −1 a value that decides it is missing. */
type Truth = 0 | 1 | -1;

/** A value row by row; NaN or undefined where it is missing. */
type Values =
  | { readonly holds: "numbers"; readonly at: (row: number) => number }
  | { readonly holds: "texts"; readonly at: (row: number) => string | undefined };

/**
 * What a rule says of every row, with the logic of three values that SQL has: `false and missing`
 * is false, `true or missing` true, all else with a missing value is missing. A division by zero is
 * missing, too. Texts are compared by code unit, moments (columns of time) with ISO texts.
 *
 * @returns a row each: 1 it holds, 0 it does not, −1 it cannot be told
 * @throws {InputError} when a column is not there, or numbers meet texts
 */
export function evaluateRule(rule: Rule, table: Table): Int8Array {
  const truth = compile(rule, table);
  const answers = new Int8Array(table.rows);
  for (let row = 0; row < table.rows; row++) answers[row] = truth(row);
  return answers;
}

function compile(rule: Rule, table: Table): (row: number) => Truth {
  if (rule.kind === "comparison") return comparison(rule, table);
  if (rule.kind === "not") {
    const inner = compile(rule.of, table);
    return (row) => negated(inner(row));
  }
  const left = compile(rule.left, table);
  const right = compile(rule.right, table);
  const decides: Truth = rule.kind === "and" ? 0 : 1; // one such side settles it
  return (row) => {
    const a = left(row);
    if (a === decides) return decides;
    const b = right(row);
    if (b === decides) return decides;
    return a === -1 || b === -1 ? -1 : a;
  };
}

function negated(truth: Truth): Truth {
  if (truth === -1) return -1;
  return truth === 1 ? 0 : 1;
}

function comparison(
  { sign, left, right }: Extract<Rule, { kind: "comparison" }>,
  table: Table,
): (row: number) => Truth {
  const a = valuesOf(left, table, timeOf(right, table));
  const b = valuesOf(right, table, timeOf(left, table));
  if (a.holds === "numbers" && b.holds === "numbers") {
    return (row) => {
      const [x, y] = [a.at(row), b.at(row)];
      return Number.isNaN(x) || Number.isNaN(y) ? -1 : compare(x, sign, y);
    };
  }
  if (a.holds === "texts" && b.holds === "texts") {
    return (row) => {
      const [x, y] = [a.at(row), b.at(row)];
      return x === undefined || y === undefined ? -1 : compare(x, sign, y);
    };
  }
  throw new InputError(
    `the rule compares numbers with texts: ${shown(left)} ${sign} ${shown(right)}`,
    {
      where: shown(left),
      fix: "compare numbers with numbers and texts with 'texts'",
    },
  );
}

function compare<T extends number | string>(x: T, sign: Comparison, y: T): Truth {
  switch (sign) {
    case "=":
      return x === y ? 1 : 0;
    case "!=":
      return x === y ? 0 : 1;
    case "<":
      return x < y ? 1 : 0;
    case "<=":
      return x <= y ? 1 : 0;
    case ">":
      return x > y ? 1 : 0;
    case ">=":
      return x >= y ? 1 : 0;
  }
}

/** Whether a side is a column of moments: a text on the other side is then one, too. */
function timeOf(value: RuleValue, table: Table): boolean {
  return (
    value.kind === "column" &&
    table.columns.some(({ name, kind }) => name === value.name && kind === "time")
  );
}

function valuesOf(value: RuleValue, table: Table, besideTime = false): Values {
  switch (value.kind) {
    case "number":
      return { holds: "numbers", at: () => value.value };
    case "text":
      return besideTime ? moment(value.value) : { holds: "texts", at: () => value.value };
    case "column":
      return columnValues(value.name, table);
    case "negate": {
      const inner = numbersOf(value.of, table);
      return { holds: "numbers", at: (row) => -inner(row) };
    }
    case "arithmetic":
      return { holds: "numbers", at: arithmetic(value, table) };
  }
}

function arithmetic(
  { sign, left, right }: Extract<RuleValue, { kind: "arithmetic" }>,
  table: Table,
): (row: number) => number {
  const a = numbersOf(left, table);
  const b = numbersOf(right, table);
  if (sign === "+") return (row) => a(row) + b(row);
  if (sign === "-") return (row) => a(row) - b(row);
  if (sign === "*") return (row) => a(row) * b(row);
  return (row) => {
    const divisor = b(row);
    return divisor === 0 ? Number.NaN : a(row) / divisor;
  };
}

function numbersOf(value: RuleValue, table: Table): (row: number) => number {
  const values = valuesOf(value, table);
  if (values.holds === "numbers") return values.at;
  throw new InputError(`the rule reckons with texts: ${shown(value)}`, {
    where: shown(value),
    fix: "reckon with numbers only",
  });
}

function columnValues(name: string, table: Table): Values {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined) {
    throw new InputError(`there is no column "${name}", which the rule reads`, {
      where: `columns: ${table.columns.map((other) => other.name).join(", ")}`,
      fix: "name a column of the data; texts stand in 'single quotes'",
    });
  }
  if (column.kind === "text") {
    return { holds: "texts", at: (row) => column.levels[column.codes[row]!] };
  }
  return { holds: "numbers", at: (row) => column.values[row]! };
}

function moment(text: string): Values {
  const time = Date.parse(
    /\d[T ]\d/.test(text) && !/(Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text,
  );
  if (!Number.isNaN(time)) return { holds: "numbers", at: () => time };
  throw new InputError(`'${text}' is not a moment`, {
    where: text,
    fix: "write it as 2026-11-21 or 2026-11-21T06:00:00Z",
  });
}

/** A value as the rule has it, in short. */
function shown(value: RuleValue): string {
  if (value.kind === "column") return value.name;
  if (value.kind === "text") return `'${value.value}'`;
  return value.kind === "number" ? String(value.value) : "(...)";
}
