import type { ChalkInstance } from "chalk";
import CliTable from "cli-table3";
import { wordsOf, type Block, type Phrase, type Tone } from "../report/document.js";
import { printable } from "./colours.js";
import { fitTable } from "./fit-table.js";

/** More rows than this are not shown: cli-table3 takes quadratic time over them. */
const MOST_ROWS = 500;

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
  if (block.kind === "text")
    return painted(block.wrap ? wrapped(block.text, columns) : block.text, chalk);
  const { head, align, rows } = fitTable(
    { ...block, rows: block.rows.slice(0, MOST_ROWS) },
    columns,
  );
  const table = new CliTable({
    head: head.map((title) => chalk.dim(printable(title))),
    colAligns: head.map((_, i) => align?.[i] ?? "left"),
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    chars: PLAIN_LINES,
  });
  table.push(...rows.map((row) => row.map((cell) => painted(cell, chalk))));
  const lines = table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
  const more = block.rows.length - MOST_ROWS;
  if (more > 0) lines.push(`... and ${more} more rows: --format json or csv has them all`);
  return lines.join("\n");
}

/** Text with a line end in place of the last space that fits, as often as it takes. */
function wrapped(phrase: Phrase, columns: number): Phrase {
  const lines = wordsOf(phrase)
    .split("\n")
    .flatMap((line) => {
      const pieces: string[] = [];
      for (const word of line.split(" ")) {
        const longer = `${pieces.at(-1) ?? ""} ${word}`;
        if (pieces.length > 0 && longer.length <= columns) pieces[pieces.length - 1] = longer;
        else pieces.push(word);
      }
      return pieces;
    });
  const text = lines.join("\n");
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
