import { expect, it } from "vitest";
import type { Context } from "../../src/cli/context.js";
import { openSession, type MessageOptions } from "../../src/cli/session.js";

/** A session whose messages are kept, at a time that the test sets. */
function speaking(isTerminal: boolean, options: Partial<MessageOptions> = {}) {
  const world = { said: "", seconds: 0 };
  const context = {
    env: {},
    clock: () => new Date(1000 * world.seconds),
    stdout: { write: () => undefined, isTerminal: false, columns: 80 },
    stderr: { write: (text: string) => void (world.said += text), isTerminal, columns: 20 },
  } as unknown as Context;
  return { world, session: openSession(context, { color: false, ...options }) };
}

it("redraws one line on a terminal, no wider than it", async () => {
  const { world, session } = speaking(true);
  session.progress("reading", 0.41);
  session.progress("a line that is longer than that");
  session.say("a message");
  session.progress("more");
  await session.answerText("");
  const clear = (width: number) => `\r${" ".repeat(width)}\r`;
  expect(world.said).toBe(
    `reading 41 %${clear(12)}a line that is long${clear(19)}a message\nmore${clear(4)}`,
  );
});

it("says a line now and then where there is no terminal", () => {
  const { world, session } = speaking(false);
  for (world.seconds = 0; world.seconds <= 25; world.seconds++)
    session.progress(`second ${world.seconds}`);
  expect(world.said).toBe("second 10\nsecond 20\n");
});

it("is silent when asked to", () => {
  const { world, session } = speaking(true, { quiet: true });
  session.progress("reading", 0.41);
  expect(world.said).toBe("");
});
