import type { Output } from "../../src/cli/context.js";

/** A terminal that obeys what a live screen sends, and refuses anything else. */
export class FakeTerminal implements Output {
  readonly isTerminal = true;
  /** All lines so far; the last `rows` are on the screen. */
  readonly lines: string[] = [""];
  /** What was sent, write by write. */
  readonly writes: string[] = [];
  #row = 0;
  #column = 0;
  #wraps = true;
  readonly #listeners = new Set<() => void>();

  constructor(
    public columns: number,
    public rows: number,
  ) {}

  onResize(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** As a terminal that breaks lines anew: what no longer fits goes on in the next line. */
  resize(columns: number, rows: number): void {
    const broken = this.lines.map(
      (line) => line.match(new RegExp(`.{1,${columns}}`, "gu")) ?? [""],
    );
    this.#row = broken.slice(0, this.#row).flat().length;
    this.lines.splice(0, this.lines.length, ...broken.flat());
    [this.columns, this.rows] = [columns, rows];
    for (const listener of this.#listeners) listener();
  }

  get text(): string[] {
    const lines = this.lines.map((line) => line.trimEnd());
    return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
  }

  write(text: string): void {
    this.writes.push(text);
    // eslint-disable-next-line no-control-regex -- what steers a terminal
    for (const [piece, control] of text.matchAll(/\u001b\[([?\d;]*[A-Za-z])|[^]/gu)) {
      if (control === undefined) this.#put(piece);
      else this.#obey(control);
    }
  }

  #obey(control: string): void {
    const up = /^(\d+)A$/.exec(control);
    const top = Math.max(0, this.lines.length - this.rows);
    if (up) this.#row = Math.max(top, this.#row - Number(up[1]));
    else if (control === "K") this.lines[this.#row] = this.#left();
    else if (control === "J" && this.#row === top && this.#column === 0) {
      this.#row = this.lines.push("") - 1; // tmux keeps what a program clears as a whole
    } else if (control === "J") this.lines.splice(this.#row, Infinity, this.#left());
    else if (control === "?7l" || control === "?7h") this.#wraps = control.endsWith("h");
    else if (!/^\d+m$/.test(control)) throw new Error(`unknown control ${control}`);
  }

  #left(): string {
    return (this.lines[this.#row] ?? "").slice(0, this.#column);
  }

  #put(character: string): void {
    if (character === "\r") this.#column = 0;
    else if (character === "\n") this.#newLine();
    else {
      if (this.#column === this.columns && this.#wraps) this.#newLine();
      this.#column = Math.min(this.#column, this.columns - 1);
      const line = (this.lines[this.#row] ?? "").padEnd(this.#column);
      this.lines[this.#row] =
        line.slice(0, this.#column) + character + line.slice(this.#column + 1);
      this.#column++;
    }
  }

  #newLine(): void {
    this.#row++;
    this.#column = 0;
    if (this.#row === this.lines.length) this.lines.push("");
  }
}
