import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateRule } from "../../../src/model/labels/evaluate-rule.js";
import { parseRule } from "../../../src/model/labels/parse-rule.js";
import { ruleColumns } from "../../../src/model/labels/rule-columns.js";
import { numberColumn, tableOf, textColumn, timeColumn } from "../../read-table.js";

const table = tableOf(
  numberColumn("amount", [500, 1500, Number.NaN, 2000]),
  numberColumn("balance", [100, 0, 300, -5]),
  textColumn("channel", ["atm", "web", "web", ""]),
  textColumn("the place", ["o'hare", "b", "b", "b"]),
  timeColumn("when", ["2026-11-20T23:00:00Z", "2026-11-21T00:00:00Z", "?", "2026-12-01"]),
);
const says = (rule: string) => [...evaluateRule(parseRule(rule), table)];

it.each([
  ["amount > 1000", [0, 1, -1, 1]],
  ["amount>1e3", [0, 1, -1, 1]],
  ["1000 < amount", [0, 1, -1, 1]],
  ["channel = 'web'", [0, 1, 1, -1]],
  ["channel == 'web'", [0, 1, 1, -1]],
  ["channel <> 'web'", [1, 0, 0, -1]],
  ["not channel = 'web'", [1, 0, 0, -1]],
  ["amount > 1000 and channel = 'web'", [0, 1, -1, -1]],
  ["amount > 1000 or channel = 'web'", [0, 1, 1, 1]],
  ["amount < 0 and channel = 'web'", [0, 0, -1, 0]],
  ["balance < 0 or balance = 0 and amount > 1000", [0, 1, 0, 1]],
  ["(balance < 0 or balance = 0) and amount > 1000", [0, 1, 0, 1]],
  ["amount - balance * 2 > 1500 - 1", [0, 1, -1, 1]],
  ["(amount - balance) * 2 >= 3000", [0, 1, -1, 1]],
  ["((((amount)))) / (balance) > 4", [1, -1, -1, 0]],
  ["-balance > 0", [0, 0, 0, 1]],
  ["10 - 3 - 4 = 3 and 16 / 4 / 2 = 2", [1, 1, 1, 1]],
  ["\"the place\" = 'o''hare'", [1, 0, 0, 0]],
  ["when >= '2026-11-21'", [0, 1, -1, 1]],
  ["when < '2026-11-20 23:30:00'", [1, 0, -1, 0]],
  ["amount > balance", [1, 1, -1, 1]],
])("%s", (rule, expected) => {
  expect(says(rule)).toEqual(expected);
});

describe("refusals", () => {
  it.each([
    ["", "the rule wants a column, a number or a 'text' at its end", 1],
    ["amount", "the rule wants a comparison, such as amount > 1000,", 1],
    ["amount >", "the rule wants a column, a number or a 'text' at its end", 9],
    ["amount >> 3", "the rule wants a column", 9],
    ["amount > 1000 balance", "the rule wants and, or, or its end", 15],
    ["1 < amount < 3", "the rule wants and, or, or its end", 12],
    ["(amount > 3", 'the rule wants a ")" at its end', 12],
    ["(amount > 3) + 1 > 2", "the rule wants a column", 2],
    ["not amount", "the rule wants a comparison", 5],
    ["amount > 10x", "the rule cannot be read", 10],
    ["process.exit(1) > 0", "the rule wants a comparison", 1],
    ["amount > 1; drop", "the rule cannot be read", 11],
    ["amount > `ls`", "the rule cannot be read", 10],
  ])("%s", (rule, what, character) => {
    expect(() => parseRule(rule)).toThrow(
      expect.objectContaining({
        name: "InputError",
        message: expect.stringContaining(what) as string,
        where: expect.stringContaining(`(character ${character})`) as string,
      }),
    );
  });

  it("has an end to parentheses, in a time in proportion to their number", () => {
    const nested = (n: number) => `${"(".repeat(n)}amount + 1${")".repeat(n)} > 3`;
    expect(says(nested(90))).toEqual([1, 1, -1, 1]);
    expect(() => parseRule(nested(100_000))).toThrow("fewer parentheses");
  });

  it("does not compare numbers with texts, or reckon with texts", () => {
    expect(() => says("amount = 'x'")).toThrow("compares numbers with texts: amount = 'x'");
    expect(() => says("channel + 1 > 2")).toThrow("reckons with texts: channel");
    expect(() => says("amuont > 2")).toThrow('there is no column "amuont"');
    expect(() => says("when > 'soon'")).toThrow("'soon' is not a moment");
  });
});

it("knows the columns that it reads, and as what", () => {
  const columns = ruleColumns(parseRule("a > 3 and (b = 'x' or c - d = e) and f != b and g < h"));
  expect([...columns]).toEqual([
    ["a", "number"],
    ["b", "text"],
    ["c", "number"],
    ["d", "number"],
    ["e", "number"],
    ["f", "any"],
    ["g", "any"],
    ["h", "any"],
  ]);
  expect(() => ruleColumns(parseRule("a > 3 or a = 'x'"))).toThrow("both as numbers and as texts");
});

it("reckons as JavaScript does, whatever the numbers", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      const row = tableOf(numberColumn("a", [a]), numberColumn("b", [b]), numberColumn("c", [c]));
      const answer = evaluateRule(parseRule("a * 2 - b <= c or not (a + b > -c)"), row)[0];
      expect(answer).toBe(Number(a * 2 - b <= c || !(a + b > -c)));
    }),
  );
});
