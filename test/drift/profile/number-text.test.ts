import fc from "fast-check";
import { expect, it } from "vitest";
import { numbersOfText, numberText } from "../../../src/drift/profile/number-text.js";

it("writes whole numbers as source maps do, but for the sign", () => {
  expect(numberText([0, 1, 31, 32, 1023, 1024])).toBe("ABfgB/fggB");
});

it("reads what it wrote, up to 2^53", () => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeNat()), (numbers) => {
      expect(numbersOfText(numberText(numbers))).toEqual(numbers);
    }),
  );
});

it("refuses what is no digit, and half a number", () => {
  expect(() => numbersOfText("A-")).toThrow('"-" is no digit');
  expect(() => numbersOfText("g")).toThrow("half-way");
});
