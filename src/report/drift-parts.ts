import type { ColumnResult, DriftPart, DriftResult } from "../drift/drift-result.js";
import { shortName } from "../drift/parts-verdict.js";
import type { Block, Phrase, Tone } from "./document.js";
import { sparkline } from "./sparkline.js";
import { grouped, shortNumber, shortPValue } from "./number.js";

const TONE: Readonly<Record<DriftPart["verdict"], Tone>> = {
  drift: "bad",
  "cannot-tell": "warn",
  "no-drift": "good",
};

/** A line a chunk or slice: its verdict, and the column that has changed most. */
export function partsTable({ word, list }: NonNullable<DriftResult["parts"]>): Block {
  return {
    kind: "table",
    head: [word, "rows", "verdict", "changed most", "p adj.", "PSI", "before -> here"],
    align: ["left", "right", "left", "left", "right", "right", "left"],
    rows: list.map(row),
    cutToFit: true,
  };
}

function row(part: DriftPart): Phrase[] {
  const most = mostChanged(part);
  const verdict = { text: part.verdict, tone: TONE[part.verdict] };
  const head = [shortName(part), grouped(part.rows), verdict];
  if (!most?.findings) return [...head, "", "", "", ""];
  const { outline, headline } = most.findings;
  const tallest = Math.max(...outline.reference, ...outline.current);
  return [
    ...head,
    most.name,
    most.pAdjusted === null ? "" : shortPValue(most.pAdjusted),
    shortNumber(Math.max(0, headline.value), 3),
    `${sparkline(outline.reference, tallest)} -> ${sparkline(outline.current, tallest)}`,
  ];
}

function mostChanged({ columns }: DriftPart): ColumnResult | undefined {
  const judged = columns.filter(({ findings }) => findings !== null);
  const isDrift = ({ status }: ColumnResult) => Number(status === "drift");
  const size = ({ findings }: ColumnResult) => findings!.headline.value;
  return judged.sort((a, b) => isDrift(b) - isDrift(a) || size(b) - size(a))[0];
}
