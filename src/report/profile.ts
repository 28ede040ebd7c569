import { EVERY_BIT } from "../drift/profile/lattice-cells.js";
import { profileDocument } from "../drift/profile/profile-document.js";
import { profileQuantiles } from "../drift/profile/profile-quantiles.js";
import {
  missingOf,
  type ColumnProfile,
  type TableProfile,
} from "../drift/profile/table-profile.js";
import type { Block, CsvValue, Report } from "./document.js";
import { jsonText } from "./json.js";
import { grouped, percent, shortNumber } from "./number.js";

/** A profile in every form: what is kept of each column. */
export function profileReport(profile: TableProfile): Report {
  return { document: profileDocument(profile), blocks: blocks(profile), csv: csv(profile) };
}

/** A profile as the text of its file: JSON, a line a column. */
export function profileText(profile: TableProfile): string {
  const { columns, ...head } = profileDocument(profile);
  const lines = (columns as readonly unknown[]).map((column) => jsonText(column, 0).trimEnd());
  const opened = jsonText(head, 0).trimEnd().slice(0, -1);
  return `${opened},"columns":[\n${lines.join(",\n")}\n]}\n`;
}

function blocks(profile: TableProfile): Block[] {
  const { sources, rows, columns } = profile;
  const [first = "", ...others] = sources;
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  const head = `${first}${more}: ${grouped(rows)} rows, ${grouped(columns.length)} columns`;
  return [
    { kind: "text", text: { text: head, tone: "strong" } },
    {
      kind: "table",
      head: ["column", "missing", "distinct", "least", "median", "greatest", "kept"],
      align: ["left", "right", "right", "right", "right", "right", "left"],
      rows: columns.map((column) => line(column, rows)),
      cutToFit: true,
    },
  ];
}

function line(column: ColumnProfile, rows: number): string[] {
  const missing = missingOf(column);
  const share = missing === 0 ? "" : percent(missing / rows);
  const distinct = column.distinct === null ? "?" : grouped(column.distinct);
  return [column.name, share, distinct, ...outline(column), kept(column)];
}

/** Least, median and greatest value. */
function outline({ content }: ColumnProfile): [string, string, string] {
  if (content.kind === "times") {
    const day = (time: number) => new Date(time).toISOString().slice(0, 10);
    return [day(content.minimum), "", day(content.maximum)];
  }
  if (content.kind !== "numbers") return ["", "", ""];
  const { low, high } = profileQuantiles(content, [0.5]);
  const [from, to] = [low[0]!, high[0]!];
  const median = from === to ? shortNumber(from) : `≈ ${shortNumber(from + (to - from) / 2, 3)}`;
  return [shortNumber(content.minimum), median, shortNumber(content.maximum)];
}

function kept({ content }: ColumnProfile): string {
  switch (content.kind) {
    case "numbers": {
      const { bits, places } = content.cells;
      return bits === EVERY_BIT ? "every value" : `${places.length} cells of ${bits} bits`;
    }
    case "categories": {
      const { categories, rest } = content;
      const names = `${categories.length} ${categories.length === 1 ? "category" : "categories"}`;
      return rest.rows === 0 ? names : `${names}, and ${grouped(rest.rows)} rows of others`;
    }
    case "times":
      return "its ends";
    case "withheld":
      return `nothing: ${WHY[content.why]}`;
    case "none":
      return "nothing: no value";
  }
}

const WHY = { identifier: "identifier", text: "free text", nested: "nested" };

function csv({ rows, columns }: TableProfile): Report["csv"] {
  return {
    columns: ["column", "kind", "rows", "missing", "distinct", "minimum", "mean", "maximum"],
    rows: columns.map((column): CsvValue[] => {
      const { name, content, distinct } = column;
      const { minimum = null, maximum = null } = "minimum" in content ? content : {};
      const mean = content.kind === "numbers" ? content.mean : null;
      return [name, content.kind, rows, missingOf(column), distinct, minimum, mean, maximum];
    }),
  };
}
