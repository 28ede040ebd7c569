import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { InputError } from "../core/errors.js";
import type { FileEncoding } from "./file-encoding.js";
import type { InputFile } from "./input-files.js";
import { textDecoder } from "./text-decoder.js";

export type Compression = "none" | "gzip";

/** Bytes that are not of the encoding that a file seemed to have. */
export class NotEncodedError extends InputError {}

/**
 * The text of a file in pieces, decompressed and decoded, a byte-order mark taken off.
 *
 * @throws {InputError} when gzip data are damaged
 * @throws {NotEncodedError} when bytes are not of the encoding
 */
export async function* decodedText(
  file: Pick<InputFile, "path" | "name">,
  { compression, encoding }: { compression: Compression; encoding: FileEncoding },
): AsyncGenerator<string> {
  const decoder = textDecoder(encoding, { fatal: true });
  try {
    for await (const bytes of fileBytes(file, compression)) {
      yield decoder.decode(bytes, { stream: true });
    }
    yield decoder.decode();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new NotEncodedError(`${file.name} is not ${encoding} text`, {
      where: file.name,
      fix: "save it as UTF-8",
      cause,
    });
  }
}

/** The bytes of a file in pieces, decompressed. */
export async function* fileBytes(
  file: Pick<InputFile, "path" | "name">,
  compression: Compression,
): AsyncGenerator<Uint8Array> {
  const raw = createReadStream(file.path, { highWaterMark: 1 << 18 });
  if (compression === "none") {
    yield* raw;
    return;
  }
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  raw.on("error", (error) => gunzip.destroy(error));
  try {
    yield* raw.pipe(gunzip);
  } catch (cause) {
    const broken = cause instanceof Error && "code" in cause && /^Z_/.test(String(cause.code));
    if (!broken) throw cause;
    throw new InputError(`${file.name} is damaged: ${cause.message}`, {
      where: file.name,
      fix: "make the .gz file again",
      cause,
    });
  } finally {
    raw.destroy();
  }
}
