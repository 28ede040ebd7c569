import { parse } from "csv-parse/sync";
import { InputError } from "../src/core/errors.js";
import type { ColumnType, DataEngine, EngineTable, Reduction } from "../src/ports/data-engine.js";
import type { RowReader } from "../src/ports/row-reader.js";
import { countValues } from "../src/stats/pooled-counts.js";
import { summaryOf } from "./flows/memory-engine.js";
import { numberColumn, tableOf, textColumn, timeColumn } from "./read-table.js";

/** Reads CSV texts by path, as an engine reads files. */
export function rowsInMemory(
  files: Readonly<Record<string, string>>,
): RowReader & Pick<DataEngine, "reduce"> {
  const recordsOf = (source: string) =>
    parse<Record<string, string>>(files[source]!, { columns: true });
  return {
    open({ source, numeric = [], categorical = [], missingValues }) {
      const text = files[source];
      if (text === undefined) {
        const detail = { where: source, fix: "check the path" };
        return Promise.reject(new InputError(`${source} does not exist`, detail));
      }
      const records = recordsOf(source);
      const table: EngineTable = {
        ...{ source, rows: records.length, sha256: null, findings: [] },
        columns: Object.keys(records[0] ?? {}).map((name) => {
          const texts = records.map((record) => record[name]!);
          const present = texts.filter((value) => value !== "" && !missingValues.includes(value));
          const guessed = typeOf(present);
          const asked = categorical.includes(name) ? "text" : guessed;
          return { name, type: numeric.includes(name) ? "number" : asked, storedAs: "text" };
        }),
      };
      return Promise.resolve(table);
    },
    read({ source }, columns) {
      const records = recordsOf(source);
      const read = columns.map(({ name, as }) => {
        const texts = records.map((record) => (record[name] === "NA" ? "" : record[name]!));
        if (as === "text") return textColumn(name, texts);
        if (as === "time") return timeColumn(name, texts);
        return numberColumn(
          name,
          texts.map((text) => (text === "" ? Number.NaN : Number(text))),
        );
      });
      return Promise.resolve(tableOf(...read));
    },
    reduce: (requests: readonly Reduction[]) =>
      Promise.resolve(requests.map((request) => answer(request, recordsOf(request.table.source)))),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  } as RowReader & Pick<DataEngine, "reduce">;
}

type Records = readonly Record<string, string>[];

function answer(request: Reduction, records: Records): unknown {
  const present = (name: string) =>
    records.map((record) => record[name]!).filter((text) => text !== "" && text !== "NA");
  if (request.kind === "summary" || request.kind === "glance") {
    return request.columns.map((column) => {
      const texts = present(column);
      const type = request.table.columns.find(({ name }) => name === column)!.type;
      if (type === "number") return summaryOf(column, texts.map(Number), records.length);
      const times = texts.map((text) => Date.parse(text));
      const summary = summaryOf(column, times, records.length);
      return { ...summary, numbers: type === "timestamp" ? summary.numbers : null };
    });
  }
  const texts = present(request.column);
  if (request.kind !== "categories") return countValues(request.column, texts.map(Number));
  const names = [...new Set(texts)];
  const count = (name: string) => texts.filter((text) => text === name).length;
  const categories = names.map((name) => ({ name, count: count(name) }));
  return { categories, rest: { rows: 0, categories: 0 } };
}

function typeOf(values: readonly string[]): ColumnType {
  if (values.every((value) => !Number.isNaN(Number(value)))) return "number";
  return values.every((value) => /^\d{4}-\d\d-\d\d/.test(value)) ? "timestamp" : "text";
}
