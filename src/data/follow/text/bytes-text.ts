import { windows1252Text } from "../../text-decoder.js";

const REPLACEMENT = "\uFFFD";

/**
 * The text of a field. What is not UTF-8 is windows-1252, which has a character for every byte: that
 * is decided field by field, so that it does not depend on where a file was cut.
 */
export function textOfBytes(bytes: Uint8Array, start: number, end: number): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  const text = view.toString("utf8");
  if (!text.includes(REPLACEMENT) || view.includes(REPLACEMENT)) return text;
  return windows1252Text(view);
}

/** Blanks and tabs at the ends do not count, as the engine sees it; other white space does. */
export function trimmed(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}
