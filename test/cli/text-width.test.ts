import { expect, it } from "vitest";
import { cutToWidth, widthOf } from "../../src/cli/text-width.js";

const RED = "\u001b[31m";
const PLAIN = "\u001b[39m";

it.each([
  ["plain", 5],
  [`${RED}red${PLAIN}`, 3],
  ["▂▅█…⏎é", 6],
  ["e\u0301", 1],
  ["金额", 4],
  ["한글", 4],
  ["👩‍👧 a", 4],
  ["✔️", 2],
])("knows the places of %s", (text, width) => {
  expect(widthOf(text)).toBe(width);
});

it("cuts at the width, not in a character, and ends the colours", () => {
  expect(cutToWidth("abcdef", 6)).toBe("abcdef");
  expect(cutToWidth("abcdef", 5)).toBe("abcd…");
  expect(cutToWidth(`a${RED}bcd${PLAIN}ef`, 3)).toBe(`a${RED}b…${PLAIN}`);
  expect(cutToWidth("金额金额", 6)).toBe("金额…");
});
