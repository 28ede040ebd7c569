import { isoSeconds } from "../../core/clock.js";
import type { LookColumn, WatchLook } from "../../drift/watch/watch-look.js";
import { grouped, shortPValue } from "../number.js";
import { onOneLine, shortText } from "../short-text.js";
import { strongestFirst } from "./strongest-first.js";
import { changeWords, daysWords, evidenceWords, psiWords, sinceWords } from "./watch-words.js";

/** A line is filled up to here; only a very long name makes it longer. */
const WIDTH = 100;

/**
 * A look in one line, for logs and pipes: when, rows of the tick, how it stands, and the strongest column.
 *
 * @param budgetDays days in which at most one false alarm is expected; null for a rule that has no such bound
 */
export function watchLine(look: WatchLook, budgetDays: number | null): string {
  const [first] = strongestFirst(look.columns);
  const head = `${isoSeconds(new Date(look.at))}  ${grouped(look.rows.tick)} rows  ${standing(look)}`;
  if (first === undefined) return head;
  const parts = [
    weight(first, budgetDays),
    first.psi === null ? "" : `psi ${psiWords(first.psi)}`,
    first.change === null ? "" : shortText(changeWords(first), 30),
    others(look, first),
    sinceWords(first, look.at),
  ];
  const fits = (line: string, part: string) =>
    part === "" || line.length + 2 + part.length > WIDTH ? line : `${line}  ${part}`;
  return parts.reduce(fits, head);
}

/** The word that tells how a look ended: one that a script can look for. */
function standing({ isDrift, columns }: WatchLook): string {
  const some = (state: LookColumn["state"]) => columns.some((column) => column.state === state);
  if (isDrift) return "DRIFT";
  if (some("small")) return "small change";
  if (some("in-alarm")) return "in alarm";
  if (some("watching")) return "quiet";
  return some("learning") ? "learning" : "nothing to watch";
}

function weight({ name, evidenceDays, p }: LookColumn, budgetDays: number | null): string {
  const short = shortText(onOneLine(name), 20);
  if (evidenceDays !== null && budgetDays !== null)
    return `${short} ${evidenceWords(evidenceDays)} of ${daysWords(budgetDays)}`;
  return p === null ? short : `${short} p ${shortPValue(p)}`;
}

/** How many columns alarmed beside the first. */
function others({ columns }: WatchLook, first: LookColumn): string {
  const more = columns.filter((column) => column !== first && column.state === "alarm").length;
  return more === 0 ? "" : `and ${more} more`;
}
