import type { DriftResult, TableSide } from "../drift/drift-result.js";
import type { Block, Report } from "./document.js";
import { driftCsv } from "./drift-csv.js";
import { driftDocument, type Timing } from "./drift-document.js";
import { driftNotes } from "./drift-notes.js";
import { driftTable } from "./drift-table.js";
import { driftWords } from "./drift-words.js";
import { grouped } from "./number.js";

/** A drift result in every form: the verdict first, then a line a column, then what else to know. */
export function driftReport(result: DriftResult, timing: Timing | null): Report {
  return { document: driftDocument(result, timing), blocks: blocks(result), csv: driftCsv(result) };
}

function blocks(result: DriftResult): Block[] {
  const { reference, current } = result;
  return [
    { kind: "text", text: { text: result.summary, tone: "strong" } },
    { kind: "text", text: { text: `${side(reference)} -> ${side(current)}`, tone: "dim" } },
    driftTable(result.columns),
    ...paragraph(driftWords(result, [])),
    ...driftNotes(result).map((text): Block => ({ kind: "text", text, wrap: true })),
  ];
}

function paragraph(sentences: readonly string[]): Block[] {
  return sentences.length === 0 ? [] : [{ kind: "text", text: sentences.join("\n"), wrap: true }];
}

function side({ source, rows }: TableSide): string {
  return `${source} (${grouped(rows)} ${rows === 1 ? "row" : "rows"})`;
}
