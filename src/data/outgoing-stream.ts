import type { Writable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { PendingFile } from "../ports/file-store.js";
import { fileFault } from "./file-fault.js";

/**
 * A stream that takes a file as it comes: standard output. What has been written cannot be taken
 * back, so `commit` and `discard` have nothing to do, and the stream stays open.
 */
export function outgoingStream(stream: Writable, name: string): PendingFile {
  return {
    write: async (chunk) => {
      try {
        await new Promise<void>((done, fail) => {
          stream.write(chunk, (error) => {
            if (error) fail(error);
            else done();
          });
        });
      } catch (error) {
        throw await fileFault(error, name, "write");
      }
      await nextTurn(); // pipes and files are written at once: without this no signal would be heard
    },
    commit: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  };
}
