import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../core/errors.js";
import { fileBytes, type Compression } from "../decoded-text.js";
import type { FileEncoding } from "../file-encoding.js";
import type { TemporaryFolder } from "./temporary-folder.js";

export interface ReadBytes {
  readonly bytes: Buffer;
  /** The file ends here. */
  readonly isEnd: boolean;
}

/** The bytes of a text file, from any place on. */
export interface FileBytes extends AsyncDisposable {
  /** The first ones: cheap, even where the rest is not. */
  head(length: number): Promise<ReadBytes>;
  read(from: number, length: number): Promise<ReadBytes>;
}

/** The file as it lies. It is opened for each reading, so that any number of files can be followed. */
export function plainBytes(path: string): FileBytes {
  const read = async (from: number, length: number) => {
    const file = await open(path, "r");
    try {
      const { bytesRead, buffer } = await file.read(
        Buffer.allocUnsafeSlow(length),
        0,
        length,
        from,
      );
      const bytes = buffer.subarray(0, bytesRead);
      return { bytes, isEnd: bytesRead < length };
    } finally {
      await file.close();
    }
  };
  return {
    head: (length) => read(0, length),
    read,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** A file that has to be unpacked, or brought to UTF-8: into a temporary file, once somebody reads on. */
export function unpackedBytes(
  file: { readonly path: string; readonly name: string },
  packing: { readonly compression: Compression; readonly encoding: FileEncoding },
  folder: TemporaryFolder,
): FileBytes {
  let unpacked: Promise<string> | null = null;
  const unpack = async () => {
    const target = join(await folder.path(), folder.newName());
    const out = await open(target, "wx", 0o600);
    try {
      for await (const bytes of utf8Bytes(file, packing)) await out.writeFile(bytes);
    } catch (error) {
      await rm(target, { force: true });
      throw error;
    } finally {
      await out.close();
    }
    return target;
  };
  return {
    head: async (length) => {
      const parts: Uint8Array[] = [];
      let size = 0;
      for await (const bytes of utf8Bytes(file, packing)) {
        parts.push(bytes);
        size += bytes.length;
        if (size > length) break;
      }
      return { bytes: Buffer.concat(parts).subarray(0, length), isEnd: size <= length };
    },
    read: async (from, length) => plainBytes(await (unpacked ??= unpack())).read(from, length),
    [Symbol.asyncDispose]: async () => {
      const path = await unpacked?.catch(() => null);
      if (typeof path === "string") await rm(path, { force: true });
    },
  };
}

/** Is it the end that lacks: a .gz that is still being written? */
export function isCutShort(error: unknown): boolean {
  const { cause } = error instanceof InputError ? error : {};
  return cause instanceof Error && "code" in cause && cause.code === "Z_BUF_ERROR";
}

async function* utf8Bytes(
  file: { readonly path: string; readonly name: string },
  { compression, encoding }: { compression: Compression; encoding: FileEncoding },
): AsyncGenerator<Uint8Array> {
  if (encoding !== "utf-16le" && encoding !== "utf-16be") {
    yield* fileBytes(file, compression);
    return;
  }
  const decoder = new TextDecoder(encoding); // half a character at the end waits for the other half
  for await (const bytes of fileBytes(file, compression)) {
    yield Buffer.from(decoder.decode(bytes, { stream: true }));
  }
}
