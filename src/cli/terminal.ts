import type { ChalkInstance } from "chalk";
import CliTable from "cli-table3";
import { wordsOf, type Block, type Phrase, type Tone } from "../report/document.js";
import { printable } from "./colours.js";

/** More rows than this are not shown: cli-table3 takes quadratic time over them. */
const MOST_ROWS = 500;

/** Characters between two columns, and those that the last one gets at the least. */
const [GAP, LEAST_ROOM] = [2, 16];

const PLAIN_LINES = {
  top: "", "top-mid": "", "top-left": "", "top-right": "",
  bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "",
  left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "", middle: "  ",
}; // prettier-ignore

/** A report for a terminal: lines, and tables without frames. */
export function terminalText(
  blocks: readonly Block[],
  { chalk, columns }: { readonly chalk: ChalkInstance; readonly columns: number },
): string {
  return `${blocks.map((block) => blockText(block, chalk, columns)).join("\n\n")}\n`;
}

function blockText(block: Block, chalk: ChalkInstance, columns: number): string {
  if (block.kind === "text") return painted(block.text, chalk);
  const rows = block.rows.slice(0, MOST_ROWS);
  const shown = block.cutToFit ? rowsCutToFit(block.head, rows, columns) : rows;
  const table = new CliTable({
    head: block.head.map((title) => chalk.dim(printable(title))),
    colAligns: block.head.map((_, i) => block.align?.[i] ?? "left"),
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    chars: PLAIN_LINES,
  });
  table.push(...shown.map((row) => row.map((cell) => painted(cell, chalk))));
  const lines = table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
  const more = block.rows.length - MOST_ROWS;
  if (more > 0) lines.push(`... and ${more} more rows: --format json or csv has them all`);
  return lines.join("\n");
}

/** Rows whose last cell ends where the terminal does; a bit of it is always left. */
function rowsCutToFit(
  head: readonly string[],
  rows: readonly (readonly Phrase[])[],
  columns: number,
): (readonly Phrase[])[] {
  const last = head.length - 1;
  const widthOf = (i: number) =>
    rows.reduce((most, row) => Math.max(most, wordsOf(row[i] ?? "").length), head[i]!.length);
  let taken = 0;
  for (let i = 0; i < last; i++) taken += widthOf(i) + GAP;
  const room = Math.max(LEAST_ROOM, columns - taken);
  return rows.map((row) => [...row.slice(0, last), cut(row[last] ?? "", room)]);
}

function cut(phrase: Phrase, room: number): Phrase {
  const words = wordsOf(phrase);
  if (words.length <= room) return phrase;
  const text = `${words.slice(0, room - 1)}…`;
  return typeof phrase === "string" ? text : { ...phrase, text };
}

function painted(phrase: Phrase, chalk: ChalkInstance): string {
  const text = printable(wordsOf(phrase));
  return typeof phrase === "string" ? text : PAINT[phrase.tone](chalk)(text);
}

const PAINT: Readonly<Record<Tone, (chalk: ChalkInstance) => (text: string) => string>> = {
  strong: (chalk) => chalk.bold,
  good: (chalk) => chalk.green,
  bad: (chalk) => chalk.red,
  warn: (chalk) => chalk.yellow,
  dim: (chalk) => chalk.dim,
};
