import { wordsOf, type Block, type Phrase } from "./document.js";

/** A report as Markdown: paragraphs and pipe tables. */
export function markdown(blocks: readonly Block[]): string {
  return `${blocks.map(blockText).join("\n\n")}\n`;
}

function blockText(block: Block): string {
  if (block.kind === "text") return emphasised(block.text);
  const rules = block.head.map((_, i) => (block.align?.[i] === "right" ? "---:" : "---"));
  const rows = block.rows.map((row) => row.map((cell) => wordsOf(cell)));
  return [block.head, rules, ...rows].map((cells) => pipeRow(cells, cells === rules)).join("\n");
}

function emphasised(phrase: Phrase): string {
  if (typeof phrase === "string") return escaped(phrase);
  return phrase.tone === "strong" ? `**${escaped(phrase.text)}**` : escaped(phrase.text);
}

function pipeRow(cells: readonly string[], asIs: boolean): string {
  return `| ${cells.map((cell) => (asIs ? cell : escaped(cell))).join(" | ")} |`;
}

/** What Markdown would read as markup, and line ends, which would end a row. */
function escaped(text: string): string {
  return text.replace(/[\\|<>*_`[\]]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}
