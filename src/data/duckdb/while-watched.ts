import type { Watch } from "../../ports/data-engine.js";
import type { DuckDbSession } from "./session.js";

const LOOK_EVERY_MS = 250;

/** Says that so much of the work is done, and what the share will be after the next query. */
export type Stage = (done: number, next: number) => void;

/**
 * Do some work, and tell now and then how far it is: what its own stages say, and between them how much
 * of the query that runs is done.
 */
export async function whileWatched<T>(
  session: Pick<DuckDbSession, "shareDone">,
  watch: Watch | undefined,
  act: (stage: Stage) => Promise<T>,
): Promise<T> {
  if (watch === undefined) return act(() => undefined);
  let [done, next] = [0, 1];
  const timer = setInterval(() => {
    watch(done + (next - done) * session.shareDone());
  }, LOOK_EVERY_MS);
  try {
    return await act((nowDone, nowNext) => {
      [done, next] = [nowDone, nowNext];
      watch(done);
    });
  } finally {
    clearInterval(timer);
  }
}
