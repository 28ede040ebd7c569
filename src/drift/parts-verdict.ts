import { shortList } from "./column-plan.js";
import type { ColumnResult, DriftPart, DriftResult } from "./drift-result.js";

/** From the worst to the best: what is told of a column that has a status in every part. */
const WORST_FIRST = ["drift", "cannot-tell", "no-drift", "error", "skipped"];

/**
 * What the parts of a table come to: it drifts when any part does, and cannot tell when none can. Each
 * column is shown as in the part where it is worst.
 */
export function partsVerdict(
  parts: readonly DriftPart[],
  word: "chunk" | "slice",
): Pick<
  DriftResult,
  "verdict" | "summary" | "driftedColumns" | "driftShare" | "columns" | "parts"
> {
  const drifted = parts.filter(({ verdict }) => verdict === "drift");
  const unsure = parts.filter(({ verdict }) => verdict === "cannot-tell");
  const verdict =
    drifted.length > 0 ? "drift" : unsure.length === parts.length ? "cannot-tell" : "no-drift";
  const of = `${parts.length} ${word}${parts.length === 1 ? "" : "s"}`;
  const named = drifted.map((part) => `${shortName(part)} (${shortList(part.driftedColumns, 4)})`);
  const head = {
    drift: `Drift in ${drifted.length} of ${of}: ${shortList(named, 4)}`,
    "cannot-tell": `Cannot tell: too little data in all ${of}`,
    "no-drift": `No drift in ${of}`,
  }[verdict];
  const doubt = verdict !== "cannot-tell" && unsure.length > 0;
  const driftedColumns = [...new Set(drifted.flatMap((part) => part.driftedColumns))];
  const columns = worstOfEach(parts);
  const judged = columns.filter(({ status }) => !["skipped", "error"].includes(status));
  return {
    verdict,
    summary: doubt ? `${head}; cannot tell: ${shortList(unsure.map(shortName), 4)}` : head,
    driftedColumns,
    driftShare: judged.length === 0 ? 0 : driftedColumns.length / judged.length,
    columns,
    parts: { word, list: parts },
  };
}

/** A day, where a chunk begins at midnight; "(missing)" for rows without a value. */
export function shortName({ name }: DriftPart): string {
  return name === "" ? "(missing)" : name.replace(/T00:00:00(\.000)?Z$/, "");
}

function worstOfEach(parts: readonly DriftPart[]): ColumnResult[] {
  const [first] = parts;
  return (first?.columns ?? []).map((_, k) => {
    const everywhere = parts.map((part) => ({ ...part.columns[k]!, part: part.name }));
    return everywhere.sort((a, b) => rank(a) - rank(b) || size(b) - size(a))[0]!;
  });
}

function rank({ status }: ColumnResult): number {
  return WORST_FIRST.indexOf(status);
}

function size({ findings }: ColumnResult): number {
  return findings?.headline.value ?? -Infinity;
}
