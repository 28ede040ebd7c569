/** How the bytes of a text file stand for characters. */
export type FileEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/**
 * The encoding of a text by its first bytes: a byte-order mark says it; every second byte zero is
 * UTF-16; bytes that are no UTF-8 are windows-1252, which has a character for every byte.
 *
 * @param cut the bytes end somewhere in the file, perhaps inside a character
 */
export function fileEncoding(head: Uint8Array, cut: boolean): FileEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) zeros[at % 2]!++;
  // Of text that is mostly Latin one half of the bytes are zeros, all on the same side.
  if (zeros[1]! > head.length * 0.3 && zeros[0] === 0) return "utf-16le";
  if (zeros[0]! > head.length * 0.3 && zeros[1] === 0) return "utf-16be";
  return isUtf8(head, cut) ? "utf-8" : "windows-1252";
}

function isUtf8(bytes: Uint8Array, cut: boolean): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: cut });
    return true;
  } catch {
    return false;
  }
}
