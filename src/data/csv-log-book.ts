import { open, stat, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import type { Clock } from "../core/clock.js";
import { InputError } from "../core/errors.js";
import type { FileStore } from "../ports/file-store.js";
import type { LogBook, LogRow, LogValue } from "../ports/log-book.js";
import { localPath } from "./local-path.js";

/**
 * Logs as CSV files with a header. A row goes in by one write under the lock of the file, so that
 * runs side by side neither mix their rows nor make two headers.
 */
export function csvLogBook(files: FileStore, clock: Clock): LogBook {
  return {
    append: async (path, rows, { after } = {}) => {
      await files.makeFolder(dirname(path)); // the first row of all comes to an empty workspace
      const list = Array.isArray(rows) ? (rows as readonly LogRow[]) : [rows as LogRow];
      if (list.length === 0) return { putAside: null };
      return files.locked(path, () => append(files, clock, path, list, after));
    },
    size: async (path) => (await stat(localPath(path)).catch(() => null))?.size ?? 0,
    read: async (path) => parseLog(await files.readText(path), path),
  };
}

async function append(
  files: FileStore,
  clock: Clock,
  path: string,
  rows: readonly LogRow[],
  after?: number,
) {
  const { header, torn } = await ends(path);
  if (header === null) return { putAside: await begin(files, path, rows, null) };
  const columns = Object.keys(rows[0]!);
  if (columns.length !== header.length || !header.every((name) => name in rows[0]!)) {
    const old = await freeName(files, path, clock());
    await files.rename(path, old);
    return { putAside: await begin(files, path, rows, old) };
  }
  const lines = rows.map((row) => line(header.map((name) => row[name] ?? null)));
  const there = after === undefined ? 0 : firstOf(lines, await textAfter(path, after));
  if (there === lines.length) return { putAside: null };
  await files.append(path, (torn ? "\n" : "") + lines.slice(there).join(""));
  return { putAside: null };
}

/** Header and first rows in one write: a header alone is never seen. */
async function begin(files: FileStore, path: string, rows: readonly LogRow[], old: string | null) {
  const lines = rows.map((row) => line(Object.values(row)));
  await files.append(path, line(Object.keys(rows[0]!)) + lines.join(""));
  return old;
}

/** How many of the first lines stand in a text, in their order, whatever else is between them. */
function firstOf(lines: readonly string[], text: string): number {
  let there = 0;
  for (const found of text.split(/(?<=\n)/)) if (found === lines[there]) there += 1;
  return there;
}

async function textAfter(path: string, bytes: number): Promise<string> {
  const file = await open(localPath(path), "r");
  try {
    const { size } = await file.stat();
    const from = size < bytes ? 0 : bytes; // a log that was begun anew since
    const buffer = Buffer.alloc(size - from);
    await file.read({ buffer, position: from });
    return buffer.toString("utf8");
  } finally {
    await file.close();
  }
}

/** Texts by our own hand: csv-stringify writes `true` as "1" and `false` as nothing. */
function line(values: readonly LogValue[]): string {
  return stringify([values.map((value) => (value === null ? "" : String(value)))]);
}

/** "drift_log.csv" put aside: "drift_log.20261121T060000Z.csv", and "…Z-2.csv" if there is one. */
async function freeName(files: FileStore, path: string, time: Date): Promise<string> {
  const compact = `${time.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const [, stem = path, extension = ""] = /^(.*?)(\.[^./\\]*)?$/s.exec(path) ?? [];
  for (let copy = 1; ; copy++) {
    const name = `${stem}.${compact}${copy > 1 ? `-${copy}` : ""}${extension}`;
    if (!(await files.exists(name))) return name;
  }
}

/** The columns of a log, null for none yet, and whether its last line is without an end. */
async function ends(path: string): Promise<{ header: readonly string[] | null; torn: boolean }> {
  const file = await open(localPath(path), "r").catch(() => null);
  if (file === null) return { header: null, torn: false };
  try {
    const { size } = await file.stat();
    const head = await headerText(file, size);
    if (head === "") return { header: null, torn: false };
    const { buffer } = await file.read({ buffer: Buffer.alloc(1), position: size - 1 });
    const [header] = parse(head, { bom: true, relax_column_count: true });
    return { header: header ?? null, torn: buffer[0] !== 0x0a };
  } finally {
    await file.close();
  }
}

/** The first record, however long, without the rest of the file. */
async function headerText(file: FileHandle, size: number): Promise<string> {
  for (let length = 1 << 16; ; length *= 8) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    const text = buffer.toString("utf8", 0, bytesRead);
    let quotes = 0;
    for (let i = 0; i < text.length; i++) {
      if (text[i] === '"') quotes++;
      if (text[i] === "\n" && quotes % 2 === 0) return text.slice(0, i + 1);
    }
    if (length >= size) return text;
  }
}

function parseLog(text: string, path: string): Record<string, string>[] {
  try {
    return parse(text, { columns: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InputError(`${path} is not a table: ${firstSentence(error.message)}`, {
      where: "lines" in error ? `${path}:${String(error.lines)}` : path,
      fix: "mend or delete that line",
      cause: error,
    });
  }
}

function firstSentence(message: string): string {
  const [first = message] = message.split(/[,:.]? (?:on|at) line /);
  return first.charAt(0).toLowerCase() + first.slice(1);
}
