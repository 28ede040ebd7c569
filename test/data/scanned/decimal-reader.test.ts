import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DecimalReader } from "../../../src/data/scanned/decimal-reader.js";

const reader = new DecimalReader();
const read = (text: string) => reader.read(new TextEncoder().encode(`${text},`), 0);
const digits = (most: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: most })
    .map((all) => all.join(""));

describe("DecimalReader", () => {
  it("reads what it reads as the language does, to the last bit", () => {
    const texts = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.double({ min: -1, max: 1, noNaN: true }).map(String),
      fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value.toFixed(2)),
      fc
        .tuple(fc.boolean(), digits(14), digits(22))
        .map(([minus, whole, part]) => `${minus ? "-" : ""}${whole}.${part}`),
      fc
        .tuple(fc.bigInt({ min: 0n, max: 10n ** 27n }), fc.integer({ min: 0, max: 22 }))
        .map(withPoint),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const value = read(text);
        const isWhole = reader.end === text.length; // else an exponent is left, which is no business of it
        if (isWhole && !Number.isNaN(value)) expect(value).toBe(Number(text));
      }),
      { numRuns: 3000 },
    );
  });

  it("is hardly ever in doubt about what programs write", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e6, noNaN: true }), (value) => {
        expect(read(String(value))).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["9007199254740993", "0.5000000000000000277555756156289135", "4503599627370496.5"])(
    "reads %s right or not at all: it lies in the middle between two doubles, or has too many digits",
    (text) => {
      const value = read(text);
      expect(Number.isNaN(value) || value === Number(text)).toBe(true);
    },
  );

  it.each(["", "-", ".", ".5", "x", "--1", "1".repeat(28), `0.${"0".repeat(22)}1`])(
    "leaves %j to others",
    (text) => {
      expect(read(text)).toBeNaN();
    },
  );

  it.each([
    ["12e5", 2],
    ["1.2.3", 3],
    ["7 ", 1],
    ["-0", 2],
  ])("stops in %s at the first byte that is no part of a decimal", (text, end) => {
    read(text);
    expect(reader.end).toBe(end);
  });
});

function withPoint([number, decimals]: [bigint, number]): string {
  const text = number.toString().padStart(decimals + 1, "0");
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}
