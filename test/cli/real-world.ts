import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { csvLogBook } from "../../src/data/csv-log-book.js";
import { openDuckDb } from "../../src/data/duckdb/open-duckdb.js";
import { openRowSource } from "../../src/data/follow/open-row-source.js";
import { localFiles } from "../../src/data/local-files.js";
import { scratch } from "../data/scratch.js";
import { run, type Run } from "./fake-context.js";

const NOW = new Date("2026-11-21T06:00:00Z");

export interface RealWorld {
  readonly folder: string;
  /** The path of a file of the world. */
  path(name: string): string;
  /** Run a command; words of the form `@name` are paths of the world's files. */
  run(words: string, more?: { env?: Record<string, string>; stdin?: string }): Promise<Run>;
  /** Names of all files that lie there now. */
  names(): string[];
  text(name: string): string;
  append(name: string, text: string): void;
}

/** A folder with files, the real engine over it, and the command line. Paths in what is said are `@name`. */
export function realWorld(files: Readonly<Record<string, string | Uint8Array>>): RealWorld {
  const folder = scratch();
  const path = (name: string) => join(folder, name);
  for (const [name, content] of Object.entries(files)) writeFileSync(path(name), content);
  const bare = (text: string) => text.replaceAll(`${folder}/`, "@");
  return {
    folder,
    path,
    names: () => readdirSync(folder).sort(),
    text: (name) => readFileSync(path(name), "utf8"),
    append: (name, text) => {
      appendFileSync(path(name), text);
    },
    async run(words, { env = {}, stdin = "" } = {}) {
      const input = () => Readable.from([Buffer.from(stdin)]) as unknown as NodeJS.ReadStream;
      const store = localFiles({ stdin: input() });
      const argv = words
        .trim()
        .split(/\s+/)
        .map((word) => word.replace(/(^|=)@/, `$1${folder}/`));
      const result = await run(argv, {
        env,
        now: NOW,
        with: {
          files: store,
          logBook: () => Promise.resolve(csvLogBook(store, () => NOW)),
          openRowSource: (request) => openRowSource(request, { clock: () => NOW, stdin: input() }),
          openEngine: (options = {}) => openDuckDb({ ...options, stdin: input() }),
        },
      });
      return { ...result, stdout: bare(result.stdout), stderr: bare(result.stderr) };
    },
  };
}

/** A CSV file of named columns; a row each, from its number. */
export function csv(
  rows: number,
  columns: Readonly<Record<string, (row: number) => unknown>>,
): string {
  const names = Object.keys(columns);
  const lines = Array.from({ length: rows }, (_, row) =>
    names.map((name) => String(columns[name]!(row))).join(","),
  );
  return `${[names.join(","), ...lines].join("\n")}\n`;
}

/** Numbers that look normal and are the same everywhere: no logarithm, no cosine. */
export function bellShaped(seed: number): (row: number) => number {
  return (row) => {
    let sum = 0;
    let state = Math.imul(seed * 7919 + row + 1, 0x9e3779b1) >>> 0;
    for (let i = 0; i < 12; i++) {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39 * (i + 1)) >>> 0;
      state = Math.imul(state ^ (state >>> 12), 0x297a2d39) >>> 0;
      state = (state ^ (state >>> 15)) >>> 0;
      sum += state / 2 ** 32;
    }
    return Math.round((sum - 6) * 1000) / 1000;
  };
}
