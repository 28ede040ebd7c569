import { expect, it } from "vitest";
import { textDecoder } from "../../src/data/text-decoder.js";

it("reads every byte of windows-1252 as the standard says", () => {
  const { decode } = textDecoder("windows-1252", { fatal: true });
  expect(decode(Uint8Array.of(0x35, 0x30, 0x20, 0x80, 0x95, 0xe9))).toBe("50 €•é");
  const all = decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  expect(new Set(all).size).toBe(256);
  expect(all.slice(0, 0x80)).toBe(String.fromCharCode(...Array(0x80).keys()));
  expect(decode()).toBe("");
});

it("leaves the other encodings to the platform", () => {
  expect(textDecoder("utf-16le").decode(Uint8Array.of(0x41, 0, 0xac, 0x20))).toBe("A€");
});
