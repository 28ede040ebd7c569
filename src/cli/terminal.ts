import type { ChalkInstance } from "chalk";
import CliTable from "cli-table3";
import { wordsOf, type Block, type Phrase, type Tone } from "../report/document.js";
import { printable } from "./colours.js";

/** More rows than this are not shown: cli-table3 takes quadratic time over them. */
const MOST_ROWS = 500;

const PLAIN_LINES = {
  top: "", "top-mid": "", "top-left": "", "top-right": "",
  bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "",
  left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "", middle: "  ",
}; // prettier-ignore

/** A report for a terminal: lines, and tables without frames. */
export function terminalText(blocks: readonly Block[], chalk: ChalkInstance): string {
  return `${blocks.map((block) => blockText(block, chalk)).join("\n\n")}\n`;
}

function blockText(block: Block, chalk: ChalkInstance): string {
  if (block.kind === "text") return painted(block.text, chalk);
  const table = new CliTable({
    head: block.head.map((title) => chalk.dim(printable(title))),
    colAligns: block.head.map((_, i) => block.align?.[i] ?? "left"),
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    chars: PLAIN_LINES,
  });
  table.push(
    ...block.rows.slice(0, MOST_ROWS).map((row) => row.map((cell) => painted(cell, chalk))),
  );
  const lines = table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
  const more = block.rows.length - MOST_ROWS;
  if (more > 0) lines.push(`... and ${more} more rows: --format json or csv has them all`);
  return lines.join("\n");
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
