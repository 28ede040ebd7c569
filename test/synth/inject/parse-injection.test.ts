import { expect, it } from "vitest";
import { parseInjection, parseInjections } from "../../../src/synth/inject/parse-injection.js";

it.each([
  ["shift:amount", { kind: "shift", column: "amount", size: { value: 0.5, unit: "sd" } }],
  ["shift:amount:-1.5sd", { kind: "shift", column: "amount", size: { value: -1.5, unit: "sd" } }],
  ["noise:amount:+10", { kind: "noise", column: "amount", size: { value: 10, unit: "own" } }],
  ["scale:amount:1e-2", { kind: "scale", column: "amount", factor: 0.01 }],
  ["tail:amount:0.1x2.5", { kind: "tail", column: "amount", share: 0.1, factor: 2.5 }],
  ["swap:channel", { kind: "swap", column: "channel", share: 0.2 }],
  ["new-category:ch:a=b=0.3", { kind: "new-category", column: "ch", share: 0.3, category: "a=b" }],
  ["imbalance:y:0.05", { kind: "imbalance", column: "y", share: 0.05 }],
  ["correlation:a~b:0.3", { kind: "correlation", column: "a", other: "b", by: 0.3 }],
  ["correlation: a ~ b :=-0.3", { kind: "correlation", column: "a", other: "b", to: -0.3 }],
  [String.raw`missing:a\:b\~c\,d:1`, { kind: "missing", column: "a:b~c,d", share: 1 }],
])("reads %s", (text, injection) => {
  expect(parseInjection(text)).toEqual(injection);
});

it("reads several, with commas between", () => {
  expect(parseInjections(String.raw`missing:a\,b,scale:c`).map(({ column }) => column)).toEqual([
    "a,b",
    "c",
  ]);
});

it.each([
  ["shfit:amount", '"shfit" is no kind of change; did you mean "shift"?'],
  ["amount:shift", '"amount" is no kind of change'],
  ["shift", '"shift" names no column'],
  ["shift::1sd", '"shift::1sd" names no column'],
  ["shift:a:b:1sd", '"shift:a:b:1sd" has a part too many'],
  ["shift:a~b:1sd", '"a~b" is more than one column'],
  ["correlation:a:+0.1", '"a" is not a pair of columns'],
  ["correlation:a~:+0.1", '"a~" is not a pair of columns'],
  ["shift:amount:0.5", '"0.5" is no size of shift'],
  ["shift:amount:0sd", "a shift of 0 is out of range"],
  ["noise:amount:-1sd", "noise of -1 is out of range"],
  ["scale:amount:1", "the factor 1 is out of range"],
  ["tail:amount:0.1", '"0.1" is no size of tail'],
  ["tail:amount:1x2", "the share 1 is out of range"],
  ["missing:amount:10%", '"10%" is no size of missing'],
  ["missing:amount:1.1", "the share 1.1 is out of range"],
  ["imbalance:y", "imbalance has no size"],
  ["correlation:a~b:3", "a change of 3 is out of range"],
  ["correlation:a~b:=-2", "a rank correlation of -2 is out of range"],
])("refuses %s", (text, message) => {
  const call = () => parseInjection(text);
  expect(call).toThrow(message);
  expect(call).toThrow(expect.objectContaining({ name: "InputError", where: text }));
});
