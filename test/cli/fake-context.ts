import { InputError } from "../../src/core/errors.js";
import type { Context } from "../../src/cli/context.js";
import { main } from "../../src/cli/main.js";
import { tableWriter } from "../../src/data/table-writer.js";
import type { FileStore } from "../../src/ports/file-store.js";

export interface FakeWorld {
  readonly env?: Readonly<Record<string, string>>;
  /** Files by path; "-" is stdin. What a command writes shows up here. */
  readonly files?: Record<string, string>;
  readonly now?: Date;
  readonly with?: Partial<Context>;
}

export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: Record<string, string>;
}

/** Run a command in a world of plain objects. */
export async function run(argv: readonly string[], world: FakeWorld = {}): Promise<Run> {
  const out = { stdout: "", stderr: "" };
  const output = (name: keyof typeof out) => ({
    write: (text: string) => void (out[name] += text),
    isTerminal: false,
    columns: 80,
    rows: 24,
    onResize: () => () => undefined,
  });
  const files = { ...world.files };
  const inMemory = filesInMemory(files);
  const store: FileStore = {
    ...inMemory,
    create: (path) =>
      path === "-"
        ? Promise.resolve({
            write: (chunk) => Promise.resolve(void (out.stdout += textOf(chunk))),
            commit: () => Promise.resolve(),
            discard: () => Promise.resolve(),
          })
        : inMemory.create(path),
  };
  const context: Context = {
    env: world.env ?? {},
    stdout: output("stdout"),
    stderr: output("stderr"),
    clock: () => world.now ?? new Date("2026-11-21T06:00:00Z"),
    signal: new AbortController().signal,
    files: store,
    fetch: () => Promise.reject(new Error("no network in this world")),
    timer: { now: () => 0, sleep: () => Promise.resolve() },
    logBook: () => Promise.reject(new Error("no log book in this world")),
    openTableWriter: async (path, format, columns) => {
      const where = path === "-" ? store : (world.with?.files ?? store);
      return tableWriter(format, await where.create(path), columns);
    },
    openRowSource: () => Promise.reject(new Error("no growing source in this world")),
    openEngine: () => Promise.reject(new Error("no engine in this world")),
    serveMetrics: () => Promise.reject(new Error("no ports in this world")),
    keepDebugLog: (text) => {
      files["debug.log"] = text;
      return "debug.log";
    },
    exitCode: 0,
    ...world.with,
  };
  const exitCode = await main(argv, context);
  return { exitCode, ...out, files };
}

/** A file store of texts by path. */
export function filesInMemory(files: Record<string, string>): FileStore {
  const there = (path: string): string => {
    const text = files[path];
    if (text === undefined)
      throw new InputError(`${path} does not exist`, { where: path, fix: "check the path" });
    return text;
  };
  return {
    exists: (path) => Promise.resolve(path in files),
    // eslint-disable-next-line @typescript-eslint/require-await -- a throw becomes a rejection
    readText: async (path) => there(path),
    readHead: (path, bytes) => Promise.resolve((files[path] ?? "").slice(0, bytes)),
    write: (path, content) => Promise.resolve(void (files[path] = textOf(content))),
    create(path) {
      let held = "";
      return Promise.resolve({
        write: (chunk) => Promise.resolve(void (held += textOf(chunk))),
        commit: () => Promise.resolve(void (files[path] = held)),
        discard: () => Promise.resolve(),
      });
    },
    makeFolder: () => Promise.resolve(),
    append: (path, more) => Promise.resolve(void (files[path] = (files[path] ?? "") + more)),
    rename(from, to) {
      files[to] = there(from);
      Reflect.deleteProperty(files, from);
      return Promise.resolve();
    },
    locked: (_, action) => action(),
  };
}

function textOf(content: string | Uint8Array): string {
  return typeof content === "string" ? content : new TextDecoder().decode(content);
}
