import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Column, Table } from "../src/core/table.js";

/** Texts as a column, levels in the order in which they occur; "" is missing. */
export function textColumn(name: string, texts: readonly string[]): Column {
  const levels = [...new Set(texts)].filter((text) => text !== "");
  const places = new Map(levels.map((level, place) => [level, place]));
  return { kind: "text", name, levels, codes: Int32Array.from(texts, (t) => places.get(t) ?? -1) };
}

export function numberColumn(name: string, values: readonly number[]): Column {
  return { kind: "number", name, values: Float64Array.from(values) };
}

export function timeColumn(name: string, moments: readonly string[]): Column {
  return { kind: "time", name, values: Float64Array.from(moments, (moment) => Date.parse(moment)) };
}

export function tableOf(...columns: Column[]): Table {
  const [first] = columns;
  const rows = first?.kind === "text" ? first.codes.length : (first?.values.length ?? 0);
  return { rows, columns };
}

/** A small CSV file as a table: the columns named are numbers, all others texts. */
export function readTable(path: string, numbers: readonly string[]): Table {
  const records = parse<Record<string, string>>(readFileSync(path), { columns: true });
  const columns = Object.keys(records[0] ?? {}).map((name) => {
    const texts = records.map((record) => (record[name] === "NA" ? "" : record[name]!));
    if (!numbers.includes(name)) return textColumn(name, texts);
    return numberColumn(
      name,
      texts.map((text) => (text === "" ? Number.NaN : Number(text))),
    );
  });
  return tableOf(...columns);
}
