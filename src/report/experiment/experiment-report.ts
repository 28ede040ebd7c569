import type { ExperimentComparison } from "../../model/experiments/experiment-comparison.js";
import type { Block, Report } from "../document.js";
import { experimentCsv } from "./experiment-csv.js";
import { experimentDocument } from "./experiment-document.js";
import { effectTable, omnibusTable, shiftTable, testTable } from "./experiment-tables.js";
import { logLines, readingNotes, summaryOf } from "./experiment-words.js";

/** An evaluated experiment in every form: the verdict, a line a comparison, the effects, the notes. */
export function experimentReport(result: ExperimentComparison): Report {
  return {
    document: experimentDocument(result),
    blocks: blocks(result),
    csv: experimentCsv(result),
  };
}

function blocks(result: ExperimentComparison): Block[] {
  const { comparisons, omnibus, alpha } = result;
  const tables: Block[] =
    comparisons.length === 0
      ? []
      : [testTable(comparisons, alpha), shiftTable(result), effectTable(result)];
  return [
    { kind: "text", text: { text: summaryOf(result), tone: "strong" } },
    ...(omnibus.length === 0 ? [] : [omnibusTable(omnibus)]),
    ...tables,
    ...[...logLines(result), ...result.notes, ...readingNotes(result)].map((words): Block => ({
      kind: "text",
      text: { text: words, tone: "dim" },
    })),
  ];
}
