import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type GateMemory,
  NEW_MEMORY,
  type TriggerPolicy,
  type Verdict,
  afterFiring,
  decideTrigger,
  parseConfirm,
} from "../../../src/flows/trigger/trigger-gate.js";

const OPEN: TriggerPolicy = { cooldownSeconds: 0, edgeOnly: false, confirm: { needed: 1, of: 1 } };
const WORDS: Readonly<Record<string, Verdict>> = { D: "drift", n: "no-drift", "?": "cannot-tell" };

/** Play verdicts, one a minute; "*" where it fired, "." where it held. */
function play(verdicts: string, policy: Partial<TriggerPolicy>): string {
  let memory: GateMemory = NEW_MEMORY;
  return Array.from(verdicts)
    .map((word, minute) => {
      const now = new Date(Date.UTC(2026, 0, 1, 0, minute));
      const { fire, memory: next } = decideTrigger(
        WORDS[word] ?? null,
        memory,
        { ...OPEN, ...policy },
        now,
      );
      memory = fire ? afterFiring(next, now.toISOString()) : next;
      return fire ? "*" : ".";
    })
    .join("");
}

it("fires on drift alone", () => {
  expect(play("nD?Dn", {})).toBe(".*.*.");
});

it("keeps the cooldown", () => {
  expect(play("DDDDDDDD", { cooldownSeconds: 180 })).toBe("*..*..*.");
});

it("fires once for each episode with edgeOnly", () => {
  expect(play("DDDnDDnnD", { edgeOnly: true })).toBe("*...*...*");
  expect(play("D?DnD", { edgeOnly: true })).toBe("*...*"); // what nobody can tell ends no episode
});

it("still answers an episode whose edge fell into the cooldown", () => {
  expect(play("DnDDDDD", { edgeOnly: true, cooldownSeconds: 240 })).toBe("*...*..");
});

it("waits until drift is confirmed", () => {
  expect(play("DnDDnDnnD", { confirm: { needed: 2, of: 3 } })).toBe("..**.*...");
  expect(play("D?D", { confirm: { needed: 2, of: 2 } })).toBe("..*"); // no vote, and none lost
});

it("ends a confirmed episode when the confirmation does", () => {
  const policy = { edgeOnly: true, confirm: { needed: 2, of: 3 } };
  expect(play("DDnDnnDD", policy)).toBe(".*.....*");
});

it("fires on a person's word, but for the cooldown", () => {
  expect(play("!!", { edgeOnly: true, confirm: { needed: 5, of: 9 } })).toBe("**");
  expect(play("!!!", { cooldownSeconds: 120 })).toBe("*.*");
});

it("is not held for ever by a clock that was set back", () => {
  const memory = afterFiring(NEW_MEMORY, "2030-01-01T00:00:00Z");
  const policy = { ...OPEN, cooldownSeconds: 300 };
  const at = (time: string) => decideTrigger("drift", memory, policy, new Date(time));
  expect(at("2026-01-01T00:00:00Z").fire).toBe(true);
  expect(at("2029-12-31T23:59:00Z").reason).toMatch(/300 s of 300 s are left/);
});

it("says why in words", () => {
  const reason = (verdict: Verdict | null, policy: Partial<TriggerPolicy>, memory = NEW_MEMORY) =>
    decideTrigger(verdict, memory, { ...OPEN, ...policy }, new Date("2026-01-01T00:01:00Z")).reason;
  const fired = afterFiring({ ...NEW_MEMORY, votes: [true] }, "2026-01-01T00:00:00Z");
  expect(reason("no-drift", {})).toBe("the verdict is no-drift");
  expect(reason("drift", { confirm: { needed: 2, of: 3 } })).toBe(
    "drift is not confirmed yet: 1 of the last 1, where 2 of 3 are needed",
  );
  expect(reason("drift", { cooldownSeconds: 300 }, fired)).toBe(
    "cooldown: 240 s of 300 s are left, the last firing was at 2026-01-01T00:00:00Z",
  );
  expect(reason("drift", { edgeOnly: true }, fired)).toMatch(/answered already/);
  expect(reason(null, {})).toBe("asked for without evidence");
});

it("fires never twice within a cooldown, nor twice in an episode, whatever comes", () => {
  const verdicts = fc.string({ unit: fc.constantFrom("D", "n", "?"), maxLength: 40 });
  fc.assert(
    fc.property(verdicts, fc.integer({ min: 0, max: 5 }), fc.boolean(), (text, wait, edgeOnly) => {
      const fired = play(text, { cooldownSeconds: 60 * wait, edgeOnly });
      const times = Array.from(fired).flatMap((mark, minute) => (mark === "*" ? [minute] : []));
      return times.every((time, i) => {
        const before = times[i - 1];
        if (text[time] !== "D") return false;
        if (before === undefined) return true;
        const between = text.slice(before, time);
        return time - before >= wait && (!edgeOnly || between.includes("n"));
      });
    }),
  );
});

it("reads k/n", () => {
  expect(parseConfirm("2/3")).toEqual({ needed: 2, of: 3 });
  for (const text of ["3/2", "0/1", "2", "a/b", "1/2000", "-1/2"]) {
    expect(() => parseConfirm(text)).toThrow(/is not a share of verdicts/);
  }
});
