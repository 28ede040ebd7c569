import { isoSeconds } from "../../core/clock.js";
import type { LookColumn, WatchLook } from "../../drift/watch/watch-look.js";
import type { Block, Phrase, Tone } from "../document.js";
import { grouped, shortNumber, shortPValue } from "../number.js";
import { shortText } from "../short-text.js";
import { sparkline } from "../sparkline.js";
import { strongestFirst } from "./strongest-first.js";
import { changeWords, daysWords, evidenceWords, psiWords, sinceWords } from "./watch-words.js";

/** What stands over the table of a watcher. */
export interface WatchFacts {
  /** As the user wrote it. */
  readonly source: string;
  /** "growing", "reference", "sliding 60m", "growing by hour", "classic". */
  readonly mode: string;
  /** Days in which at most one false alarm is expected; null for a rule that weighs no evidence. */
  readonly budgetDays: number | null;
  /** There is a theorem behind `budgetDays`. */
  readonly isGuaranteed: boolean;
}

/** Of a terminal, in characters. */
export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

const LONGEST_NAME = 16;
const MOST_WARNINGS = 3;
const BAR_CELLS = 6;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const TONE: Partial<Record<LookColumn["state"], Tone>> = {
  alarm: "bad",
  "in-alarm": "bad",
  small: "warn",
  learning: "dim",
  skipped: "dim",
};

/**
 * The last look of a watcher, for a terminal that is redrawn: no higher than the terminal, the strongest
 * columns first, and a word on those for which there is no room.
 */
export function watchTable(look: WatchLook | null, facts: WatchFacts, size: ScreenSize): Block[] {
  const head = headLines(look, facts).map((line) => shortText(line, size.columns));
  if (look === null) return [textOf([...head, "no look yet: waiting for rows"])];
  const warnings = look.warnings.slice(0, MOST_WARNINGS);
  const blocks = [textOf(head)];
  if (warnings.length > 0) {
    const lines = warnings.map((warning) => shortText(warning, size.columns)).join("\n");
    blocks.push({ kind: "text", text: { text: lines, tone: "warn" } });
  }
  // An empty line after each block, the titles of the columns, the line where the cursor rests.
  const taken = head.length + 1 + (warnings.length && warnings.length + 1) + 1 + 1;
  const sorted = strongestFirst(look.columns);
  const room = Math.max(1, size.rows - taken);
  const shown = sorted.length <= room ? sorted : sorted.slice(0, Math.max(1, room - 2));
  blocks.push(columnTable(shown, look.at, facts));
  if (shown.length < sorted.length) blocks.push(textOf([remainder(sorted.slice(shown.length))]));
  return blocks;
}

function headLines(look: WatchLook | null, facts: WatchFacts): string[] {
  const { source, mode, budgetDays, isGuaranteed } = facts;
  const bound = isGuaranteed && budgetDays !== null;
  const promise = bound
    ? `at most one false alarm in ${daysWords(budgetDays)}`
    : "no bound on false alarms";
  const first = `${shortText(source, 30)}  ${mode}  ${promise}`;
  if (look === null) return [first];
  const { tick, recent, reference, late, undated } = look.rows;
  const second = [
    isoSeconds(new Date(look.at)),
    `${grouped(tick)} rows`,
    `windows ${grouped(reference)} and ${grouped(recent)}`,
    `${grouped(late)} late`,
    ...(undated > 0 ? [`${grouped(undated)} undated`] : []),
  ];
  return [first, second.join("  ")];
}

function columnTable(columns: readonly LookColumn[], at: number, facts: WatchFacts): Block {
  const { budgetDays } = facts;
  const weighs = budgetDays !== null;
  const evidence = weighs ? [`days of ${shortNumber(budgetDays)}`, ""] : [];
  return {
    kind: "table",
    head: ["column", "state", ...evidence, "PSI", "p", "before  now", "change"],
    align: ["left", "left", ...(weighs ? (["right", "left"] as const) : []), "right", "right"],
    rows: columns.map((column) => [
      shortText(column.name, LONGEST_NAME),
      stateOf(column),
      ...(weighs ? weight(column.evidenceDays, budgetDays) : []),
      column.psi === null ? "" : psiWords(column.psi),
      column.p === null ? "" : shortPValue(column.p),
      picture(column),
      [changeWords(column), sinceWords(column, at)].filter((words) => words !== "").join(" "),
    ]),
    cutToFit: true,
    spare: weighs ? [5, 3, 6] : [3, 4],
  };
}

function stateOf({ state }: LookColumn): Phrase {
  const tone = TONE[state];
  const text = state.replace("-", " ");
  return tone === undefined ? text : { text, tone };
}

/** Evidence as a number, and as a bar that is full at the budget's days. */
function weight(days: number | null, budgetDays: number): [string, string] {
  if (days === null) return ["", ""];
  const eighths = Math.round(8 * BAR_CELLS * Math.min(1, days / budgetDays));
  const bar = "█".repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!;
  return [evidenceWords(days), bar];
}

/** How the values lie in both windows, over the same bins. */
function picture({ outline: { reference, current } }: LookColumn): string {
  const most = Math.max(...reference, ...current);
  return [sparkline(reference, most), sparkline(current, most)].join("  ");
}

function remainder(columns: readonly LookColumn[]): string {
  const loud = columns.filter(({ state }) => /^(alarm|small|in-alarm)$/.test(state)).length;
  const quiet = columns.length - loud;
  if (loud === 0) return `... and ${quiet} more ${quiet === 1 ? "is" : "are"} quiet`;
  return `... and ${columns.length} more, of which ${loud} changed`;
}

function textOf(lines: readonly string[]): Block {
  return { kind: "text", text: lines.join("\n") };
}
