import type { Controller } from "./controller.js";

export interface ProgressiveLog {
  /** Pass on what is new. */
  read(): Promise<void>;
  /** Pass on all that is left of a build that has ended. */
  finish(): Promise<void>;
}

/** Rounds that a finished build's log may still say "more to come" before we stop listening. */
const LAST_ROUNDS = 100;

/**
 * The log of a build, as it grows, its lines ended by a line feed alone. Jenkins counts in bytes, and
 * a chunk may end within a letter, so that the decoder carries the rest over.
 *
 * @param build URL path of the build, "job/retrain/7"
 */
export function progressiveLog(
  jenkins: Controller,
  build: string,
  write: ((text: string) => void) | undefined,
): ProgressiveLog {
  const decoder = new TextDecoder();
  let start = 0;

  async function readChunk(): Promise<boolean> {
    if (write === undefined) return false;
    const answer = await jenkins.get(`${build}/logText/progressiveText?start=${start}`);
    if (answer.status !== 200) return false; // not there yet, or hidden: the result still counts
    const size = Number(answer.headers.get("x-text-size"));
    const text = decoder.decode(answer.body, { stream: true }).replaceAll("\r", "");
    if (text !== "") write(text);
    const grew = size > start;
    start = Number.isFinite(size) ? size : start + answer.body.length;
    return grew && answer.headers.get("x-more-data") === "true";
  }

  return {
    async read() {
      await readChunk();
    },
    async finish() {
      for (let round = 0; round < LAST_ROUNDS && (await readChunk()); round++);
      const rest = decoder.decode();
      if (rest !== "") write?.(rest);
    },
  };
}
