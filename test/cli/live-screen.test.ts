import { expect, it } from "vitest";
import { colours } from "../../src/cli/colours.js";
import { isRedrawable, liveScreen } from "../../src/cli/live-screen.js";
import type { Block } from "../../src/report/document.js";
import { watchTable } from "../../src/report/watch/watch-table.js";
import { ALARM, lookColumn, watchLook } from "../report/watch/looks.js";
import { FakeTerminal } from "./fake-terminal.js";

function screenOn(terminal: FakeTerminal, colour = false) {
  let now = 0;
  const clock = () => new Date(now);
  const screen = liveScreen(terminal, { chalk: colours(colour), clock });
  return {
    ...screen,
    pass: (ms: number) => (now += ms),
    say: (...lines: string[]) => {
      now += 1000;
      screen.show(() => pictureOf(...lines));
    },
  };
}

const pictureOf = (...lines: string[]): Block[] => [{ kind: "text", text: lines.join("\n") }];

it("draws each picture over the one before, in one write", () => {
  const terminal = new FakeTerminal(40, 10);
  terminal.write("$ arlequin watch\n");
  const screen = screenOn(terminal);
  screen.say("one", "a long line", "three");
  screen.say("two", "short");
  expect(terminal.text).toEqual(["$ arlequin watch", "two", "short"]);
  screen.say("three", "short", "and", "more");
  screen.close();
  terminal.write("$ ");
  expect(terminal.text).toEqual(["$ arlequin watch", "three", "short", "and", "more", "$"]);
  expect(terminal.writes).toHaveLength(5);
});

it("never empties the screen between two pictures", () => {
  const terminal = new FakeTerminal(40, 10);
  const screen = screenOn(terminal);
  screen.say("one", "two");
  screen.say("one", "three");
  // Over the old text, line by line: what is cleared stands behind the new text, or below it.
  expect(terminal.writes[1]).toBe(
    "\r\u001b[2A\u001b[?7lone\u001b[K\nthree\u001b[K\n\u001b[J\u001b[?7h",
  );
});

it("keeps to a screen that is too small", () => {
  const terminal = new FakeTerminal(20, 4);
  const screen = screenOn(terminal);
  const lines = Array.from({ length: 9 }, (_, i) => `${i} ${"x".repeat(40)}`);
  screen.say(...lines);
  screen.say(...lines);
  expect(terminal.text).toEqual([0, 1, 2].map((i) => `${i} ${"x".repeat(17)}…`));
});

it("wraps nothing, however wide the terminal takes a character to be", () => {
  const terminal = new FakeTerminal(10, 6);
  const screen = screenOn(terminal);
  screen.say("👩‍👧👩‍👧👩‍👧👩‍👧👩‍👧", "below"); // ten places, or twenty-five
  screen.say("over", "below");
  expect(terminal.text).toEqual(["over", "below"]);
});

it("draws again at another size, and leaves nothing of the old picture", () => {
  const terminal = new FakeTerminal(40, 12);
  terminal.write("before\n");
  const screen = screenOn(terminal);
  screen.say("a".repeat(38), "b");
  terminal.resize(15, 12);
  expect(terminal.text).toEqual(["before", `${"a".repeat(14)}…`, "b"]);
  terminal.resize(40, 12);
  expect(terminal.text).toEqual(["before", "a".repeat(38), "b"]);
  screen.close();
  terminal.resize(30, 12); // not ours any more
  expect(terminal.writes).toHaveLength(4);
});

it("lets messages stand above the picture", () => {
  const terminal = new FakeTerminal(40, 10);
  const screen = screenOn(terminal);
  const stderr = screen.above(terminal);
  stderr.write("early\n");
  screen.say("table", "of three", "lines");
  stderr.write("warning: late\n");
  stderr.write("and more\n");
  screen.say("table", "of two");
  screen.close();
  stderr.write("after\n");
  expect(terminal.text).toEqual(["early", "warning: late", "and more", "table", "of two", "after"]);
});

it("leaves one picture where it fills the terminal", () => {
  const terminal = new FakeTerminal(40, 4);
  const screen = screenOn(terminal);
  const stderr = screen.above(terminal);
  screen.say("one", "two", "three");
  stderr.write("warning\n");
  screen.say("four", "five", "six");
  expect(terminal.text).toEqual(["warning", "four", "five", "six"]);
});

it("leaves alone an output that is a file", () => {
  const screen = screenOn(new FakeTerminal(40, 10));
  const file = Object.assign(new FakeTerminal(40, 10), { isTerminal: false as never });
  expect(screen.above(file)).toBe(file);
});

it("draws at most ten times a second, and the last picture all the same", () => {
  const terminal = new FakeTerminal(40, 10);
  const screen = screenOn(terminal);
  for (let i = 0; i < 1000; i++) {
    screen.pass(1);
    screen.show(() => pictureOf(`look ${i}`));
  }
  expect(terminal.writes.length).toBeLessThanOrEqual(11);
  screen.settle();
  expect(terminal.text).toEqual(["look 999"]);
  screen.settle();
  expect(terminal.writes.length).toBeLessThanOrEqual(12);
});

it("shows a watcher's table whole, in colours, with names that would steer a terminal", () => {
  const terminal = new FakeTerminal(80, 12);
  const screen = screenOn(terminal, true);
  const facts = { source: "s", mode: "growing", budgetDays: 7, isGuaranteed: true };
  const columns = [
    lookColumn("evil\u001b[2J\nname", ALARM),
    ...Array.from({ length: 20 }, (_, i) => lookColumn(`金额 ${i}`)),
  ];
  for (let k = 0; k < 3; k++) {
    screen.pass(1000);
    screen.show((size) => watchTable(watchLook({ isDrift: true, columns }), facts, size));
  }
  expect(terminal.text).toHaveLength(11);
  expect(terminal.text[4]).toMatch(/^evil�\[2J⏎name {2}alarm/);
  expect(terminal.text.at(-1)).toBe("... and 16 more are quiet");
  expect(terminal.writes[0]).toContain("\u001b[31malarm\u001b[39m");
});

it("is for terminals that can move the cursor", () => {
  const terminal = new FakeTerminal(80, 24);
  expect(isRedrawable(terminal, {})).toBe(true);
  expect(isRedrawable(terminal, { TERM: "dumb" })).toBe(false);
});
