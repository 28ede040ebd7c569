import { open } from "node:fs/promises";
import { InputError } from "../core/errors.js";
import type { DataFormat } from "../ports/data-engine.js";
import { fileBytes, type Compression } from "./decoded-text.js";
import { fileEncoding, type FileEncoding } from "./file-encoding.js";
import type { InputFile } from "./input-files.js";
import { textDecoder } from "./text-decoder.js";

type Named = Pick<InputFile, "path" | "name">;

/** What the first bytes of a data file tell. */
export interface FileHead {
  readonly kind: "text" | "jsonl" | "parquet" | "empty";
  readonly compression: Compression;
  readonly encoding: FileEncoding;
  /** The first piece of the text, decoded; all of it if `whole`. */
  readonly text: string;
  readonly whole: boolean;
}

/** First bytes that name a format; those that we do not read get words of their own. */
const FOREIGN: readonly (readonly [magic: readonly number[], name: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], "a zip archive or an Excel workbook"],
  [[0xd0, 0xcf, 0x11, 0xe0], "an old Excel workbook"],
  [[0x28, 0xb5, 0x2f, 0xfd], "zstd-compressed"],
  [[0x42, 0x5a, 0x68], "bzip2-compressed"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "xz-compressed"],
  [[0x89, 0x48, 0x44, 0x46], "an HDF5 file"],
  [[0x4f, 0x62, 0x6a, 0x01], "an Avro file"],
  [[0x4f, 0x52, 0x43], "an ORC file"],
  [[0x25, 0x50, 0x44, 0x46], "a PDF"],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], "a rich-text document"],
];

/**
 * Read the beginning of a file: format by content (the name decides nothing that the content
 * tells), compression, encoding.
 *
 * @param bytes how much of it to read, after decompression
 * @throws {InputError} when it is a format that we do not read, or binary
 */
export async function fileHead(
  file: Named,
  given: DataFormat | undefined,
  bytes = 1 << 20,
): Promise<FileHead> {
  const container = containerOf(file, await firstBytes(file.path, 8));
  if (container === "parquet") return head("parquet");
  const compression = container === "gzip" ? "gzip" : "none";
  const { content, whole } = await read(file, compression, bytes);
  return { ...textHead(file, content, whole, given), compression };
}

/**
 * What holds the data, by the first bytes of a file.
 *
 * @throws {InputError} when it is a format that we do not read
 */
export function containerOf(file: Named, magic: Uint8Array): "parquet" | "gzip" | "text" {
  if (startsWith(magic, [0x50, 0x41, 0x52, 0x31])) return "parquet";
  refuseForeign(file, magic);
  return startsWith(magic, [0x1f, 0x8b]) ? "gzip" : "text";
}

/**
 * The same of bytes that are not compressed any more.
 *
 * @throws {InputError} when it is a format that we do not read, or binary
 */
export function textHead(
  file: Named,
  content: Uint8Array,
  whole: boolean,
  given: DataFormat | undefined,
): FileHead {
  refuseForeign(file, content);
  const encoding = fileEncoding(content, !whole);
  const text = textDecoder(encoding).decode(content, { stream: !whole });
  if (text.trim() === "") return head("empty");
  if (given === "parquet") throw notThat(file, "Parquet");
  // eslint-disable-next-line no-control-regex -- those are what tells bytes from text
  const controls = text.match(/[\0-\x08\x0e-\x1f]/g)?.length ?? 0;
  if (controls > text.length * 0.01) throw notThat(file, "a text table");
  const kind = given === "jsonl" || (given === undefined && looksLikeJson(text)) ? "jsonl" : "text";
  return { kind, compression: "none", encoding, text, whole };
}

function head(kind: "parquet" | "empty"): FileHead {
  return { kind, compression: "none", encoding: "utf-8", text: "", whole: true };
}

/** A line that begins as an object does; a CSV whose first name begins with a brace would not parse. */
function looksLikeJson(text: string): boolean {
  return /^\s*(\{\s*("|\})|\[\s*(\{|\]))/.test(text);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

function refuseForeign(file: Named, bytes: Uint8Array): void {
  const name = FOREIGN.find(([magic]) => startsWith(bytes, magic))?.[1];
  if (name === undefined) return;
  throw new InputError(`${file.name} is ${name}, which is not read`, {
    where: file.name,
    fix: "give CSV (also .gz), TSV, JSONL or Parquet",
  });
}

function notThat(file: Named, format: string): InputError {
  const fix = "check the file, or give CSV (also .gz), TSV, JSONL or Parquet";
  return new InputError(`${file.name} is not ${format}`, { where: file.name, fix });
}

async function firstBytes(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function read(file: Named, compression: Compression, bytes: number) {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let whole = true;
  for await (const chunk of fileBytes(file, compression)) {
    chunks.push(chunk);
    length += chunk.length;
    whole = length <= bytes;
    if (!whole) break;
  }
  return { content: Buffer.concat(chunks), whole };
}
