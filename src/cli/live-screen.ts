import type { ChalkInstance } from "chalk";
import type { Clock } from "../core/clock.js";
import type { Block } from "../report/document.js";
import type { ScreenSize } from "../report/watch/watch-table.js";
import type { Output } from "./context.js";
import { terminalText } from "./terminal.js";
import { cutToWidth, widthOf } from "./text-width.js";

/** Text that is drawn again and again at the same place of a terminal. */
export interface LiveScreen {
  /**
   * Draw in place of what stands there, and again when the terminal changes its size. What comes within
   * a tenth of a second after is kept for `settle`: a replay takes thousands of looks in that time.
   */
  show(picture: Picture): void;
  /** Draw what was kept; to be called before a wait. */
  settle(): void;
  /** An output on the same terminal: its lines go above the picture. */
  above(output: Output): Output;
  /** Leave the last picture where it stands. */
  close(): void;
}

type Picture = (size: ScreenSize) => readonly Block[];

const LEAST_MS = 100;
const [CLEAR_LINE, CLEAR_BELOW] = ["\u001b[K", "\u001b[J"];
/** A line that we take for shorter than the terminal does must not move those below it. */
const [NO_WRAP, WRAP] = ["\u001b[?7l", "\u001b[?7h"];

/** Whether a live screen can be drawn there. */
export function isRedrawable(
  { isTerminal }: Output,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return isTerminal && env.TERM !== "dumb";
}

/**
 * A live screen at the end of a terminal. A picture is one write, over the one before it, so that nothing
 * flickers; it is cut to the terminal's size, so that the way back up is known.
 */
export function liveScreen(
  output: Output,
  { chalk, clock }: { readonly chalk: ChalkInstance; readonly clock: Clock },
): LiveScreen {
  let picture: Picture | null = null;
  let isKept = false;
  let drawnAt = -Infinity;
  let drawn: readonly string[] = [];

  /** Lines that the picture takes. A narrower terminal has broken them by now. */
  const height = (): number => {
    const { columns } = output;
    return drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / columns)), 0);
  };
  /** To the first line of the picture. */
  const back = (): string => (height() === 0 ? "" : `\r\u001b[${height()}A`);
  /** Line by line: tmux keeps a screen for its history that is cleared from its first line on. */
  const erased = (): string => `${back()}${`${CLEAR_LINE}\n`.repeat(height())}${back()}`;
  const draw = (): void => {
    if (picture === null) return;
    const { columns, rows } = output;
    const lines = terminalText(picture({ columns, rows }), { chalk, columns })
      .trimEnd()
      .split("\n")
      .slice(0, Math.max(1, rows - 1))
      .map((line) => cutToWidth(line, columns));
    const text = lines.map((line) => `${line}${CLEAR_LINE}\n`).join("");
    output.write(`${back()}${NO_WRAP}${text}${CLEAR_BELOW}${WRAP}`);
    drawn = lines;
    isKept = false;
    drawnAt = clock().getTime();
  };
  const settle = (): void => {
    if (isKept) draw();
  };
  const stop = output.onResize(draw);

  return {
    show(next) {
      picture = next;
      isKept = true;
      const since = clock().getTime() - drawnAt;
      if (since >= LEAST_MS || since < 0) draw(); // a clock that was set back stops nothing
    },
    settle,
    above(other) {
      if (!other.isTerminal) return other;
      return {
        isTerminal: true,
        get columns() {
          return other.columns;
        },
        get rows() {
          return other.rows;
        },
        onResize: (listener) => other.onResize(listener),
        write(text) {
          output.write(erased());
          drawn = [];
          other.write(text);
          if (text.endsWith("\n")) draw(); // else the line goes on
        },
      };
    },
    close() {
      settle();
      stop();
      picture = null;
      drawn = [];
    },
  };
}
