import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hasUnderscoredDigits } from "../../src/data/underscored-digits.js";
import { scratch } from "./scratch.js";

it.each([
  ["1_0", true],
  ["a_1,1_b,_,1_", false],
  ["_1", false],
  ["", false],
  ["a__1_2_b", true],
])("sees whether %j has digits with an underscore between", async (text, has) => {
  const path = join(scratch(), "data.csv");
  // Where pieces of a megabyte meet, too.
  for (const before of [0, 5, 2 ** 20 - 3, 2 ** 20 - 2, 2 ** 20 - 1, 2 ** 20]) {
    writeFileSync(path, `${"x".repeat(before)}${text}`);
    expect(await hasUnderscoredDigits(path)).toBe(has);
  }
});
