import { mkdir, open, readFile, rename, stat } from "node:fs/promises";
import type { Writable } from "node:stream";
import { InputError } from "../core/errors.js";
import type { FileStore } from "../ports/file-store.js";
import { fileFault } from "./file-fault.js";
import { withFileLock } from "./file-lock.js";
import { localPath } from "./local-path.js";
import { outgoingStream } from "./outgoing-stream.js";
import { pendingLocalFile } from "./pending-local-file.js";

/** What comes in on standard input: `process.stdin`, or chunks in a test. */
export type ByteStream = AsyncIterable<Uint8Array | string>;

export interface StandardStreams {
  readonly stdin: ByteStream;
  /** Where a file that is created as "-" goes; without it, "-" is a name like others. */
  readonly stdout?: Writable;
}

/** The files of this machine. */
export function localFiles(streams: StandardStreams): FileStore {
  const at = async <T>(
    path: string,
    act: "read" | "write",
    action: (local: string) => Promise<T>,
  ) => {
    const local = localPath(path);
    try {
      return await action(local);
    } catch (error) {
      throw await fileFault(error, path, act);
    }
  };
  return {
    exists: async (path) => (await stat(localPath(path)).catch(() => null)) !== null,
    readText: (path) =>
      at(path, "read", async (local) =>
        decode(path === "-" ? await drain(streams.stdin) : await readFile(local), path),
      ),
    readHead: async (path, bytes) => {
      const there = await stat(localPath(path)).catch(() => null);
      if (path === "-" || there?.isFile() !== true) return "";
      return at(path, "read", (local) => readBeginning(local, bytes));
    },
    write: (path, content) =>
      at(path, "write", async (local) => {
        const pending = await pendingLocalFile(local);
        try {
          await pending.write(content);
          await pending.commit();
        } finally {
          await pending.discard();
        }
      }),
    create: (path) =>
      path === "-" && streams.stdout !== undefined
        ? Promise.resolve(outgoingStream(streams.stdout, "stdout"))
        : at(path, "write", pendingLocalFile),
    makeFolder: (path) =>
      at(path, "write", async (local) => {
        await mkdir(local, { recursive: true });
      }),
    append: (path, text) => at(path, "write", (local) => appendWhole(local, text)),
    rename: (from, to) => at(from, "write", (local) => rename(local, localPath(to))),
    locked: (path, action) => withFileLock(localPath(path), action),
  };
}

/** Append all of it or nothing: what a full disk took in part is cut off again. */
async function appendWhole(path: string, text: string): Promise<void> {
  const file = await open(path, "a");
  try {
    const before = await file.stat();
    try {
      await file.writeFile(text);
      if (before.isFile()) await file.datasync();
    } catch (error) {
      if (before.isFile()) await file.truncate(before.size);
      throw error;
    }
  } finally {
    await file.close();
  }
}

async function readBeginning(path: string, bytes: number): Promise<string> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return new TextDecoder().decode(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

async function drain(stream: ByteStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes); // takes a BOM off
  } catch (cause) {
    const fix = "save it as UTF-8";
    throw new InputError(`${path} is not UTF-8 text`, { where: path, fix, cause });
  }
}
