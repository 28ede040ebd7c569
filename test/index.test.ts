import { readdirSync, readFileSync } from "node:fs";
import { expect, expectTypeOf, it } from "vitest";
import * as arlequin from "../src/index.js";
import { adjustPValues, cliffsDelta, InputError, ksTwoSample, psi } from "../src/index.js";

const may = [12.1, 9.5, 14.2, 11.8, 10.3, 13.3, 9.9, 12.7];
const june = [13.9, 15.2, 12.8, 16.1, 14.4, 13.5, 15.8];

it("answers from the door what the README shows", () => {
  const { statistic, pValue } = ksTwoSample(may, june);
  expect(statistic).toBeCloseTo(6 / 8, 12); // six of May lie below all of June
  expect(pValue).toBeLessThan(0.05);
  expect(cliffsDelta(june, may)).toBeCloseTo((52 - 4) / 56, 12); // pairs won and lost by hand
  expect(psi(may, may)).toBe(0);
  expect(psi(may, june)).toBeGreaterThan(0.2);
  expect([...adjustPValues([0.01, 0.04, 0.03], "BH")]).toEqual([0.03, 0.04, 0.04]);
});

it("has the types that it promises", () => {
  expectTypeOf(ksTwoSample).parameter(0).toExtend<ArrayLike<number>>();
  expectTypeOf(ksTwoSample(may, june)).toExtend<{ statistic: number; pValue: number }>();
  expectTypeOf(cliffsDelta).returns.toEqualTypeOf<number>();
  expectTypeOf(psi).returns.toEqualTypeOf<number>();
  expectTypeOf(cliffsDelta).toBeCallableWith(Float32Array.of(1), new Float64Array(1));
  // @ts-expect-error -- a text is no sample
  expect(() => cliffsDelta(["a"], [1])).toThrow(InputError);
});

it("gives out functions, errors and constants, all of them there", () => {
  for (const [name, value] of Object.entries(arlequin)) {
    const isConstant = name === name.toUpperCase();
    expect(isConstant || typeof value === "function", name).toBe(true);
    expect(value, name).toBeDefined();
  }
  expect(Object.keys(arlequin).length).toBeGreaterThan(100);
});

it("is the only barrel of our own files", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" });
  const barrels = files.filter(
    (file) =>
      file.endsWith(".ts") &&
      /^export (\*|\{[^}]*\}) from "\./m.test(readFileSync(`src/${file}`, "utf8")),
  );
  expect(barrels).toEqual(["index.ts"]);
});
