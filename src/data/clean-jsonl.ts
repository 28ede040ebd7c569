import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { InputError } from "../core/errors.js";
import { decodedText, type Compression } from "./decoded-text.js";
import { fileFault } from "./file-fault.js";
import type { FileEncoding } from "./file-encoding.js";
import type { InputFile } from "./input-files.js";
import { PlainCsv, type CleanedTable } from "./plain-csv.js";

/**
 * Rewrite JSON Lines, one object a line, as plain CSV without a header. Columns come in the order in
 * which they are first seen; a row before that is shorter. `null` and a key that is not there are
 * missing; arrays and objects within are their JSON.
 *
 * @throws {InputError} with the line, when one is not an object
 */
export async function cleanJsonl(
  file: InputFile,
  source: { compression: Compression; encoding: FileEncoding },
  target: string,
): Promise<CleanedTable> {
  const places = new Map<string, number>();
  const plain = new PlainCsv();
  let line = 0;
  const add = (text: string): void => {
    line++;
    if (text.trim() === "") return;
    const fields: string[] = Array.from({ length: places.size }, () => "");
    for (const [key, value] of Object.entries(parseObject(text, file.name, line))) {
      let place = places.get(key);
      if (place === undefined) places.set(key, (place = places.size));
      fields[place] = fieldText(value);
    }
    plain.add(fields.length === 0 ? [""] : fields);
  };
  async function* lines(): AsyncGenerator<string> {
    let rest = "";
    for await (const text of decodedText(file, source)) {
      const parts = text.split("\n");
      parts[0] = rest + (parts[0] ?? "");
      rest = parts.pop() ?? "";
      parts.forEach(add);
      const ready = plain.take();
      if (ready !== "") yield ready;
    }
    add(rest);
    yield plain.take();
  }
  await pipeline(
    Readable.from(lines()),
    createWriteStream(target, { flags: "wx", mode: 0o600 }),
  ).catch(async (error: unknown) => {
    throw await fileFault(error, target, "write");
  });
  const { rows, longestLineBytes, sample } = plain;
  return { names: [...places.keys()], rows, longestLineBytes, sample, findings: [] };
}

function parseObject(text: string, name: string, line: number): object {
  let cause: unknown;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    cause = error;
  }
  throw new InputError(`${name} is not JSON Lines: line ${line} is not an object`, {
    where: `${name}:${line}`,
    fix: 'write one object a line, such as {"amount": 1.5}',
    cause,
  });
}

function fieldText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
