import { filePieces } from "./file-pieces.js";

const UNDERSCORE = 0x5f;

/** Is there an underscore between two digits anywhere in a file, as in 1_000? */
export async function hasUnderscoredDigits(path: string): Promise<boolean> {
  let before = Buffer.alloc(0);
  for await (const piece of filePieces(path)) {
    // With the end of the piece before, so that none is cut in two.
    if (isIn(Buffer.concat([before, piece.subarray(0, 2)])) || isIn(piece)) return true;
    before = Buffer.concat([before, piece.subarray(-2)]).subarray(-2);
  }
  return false;
}

function isIn(bytes: Buffer): boolean {
  let at = bytes.indexOf(UNDERSCORE);
  for (; at >= 0; at = bytes.indexOf(UNDERSCORE, at + 1)) {
    if (isDigit(bytes[at - 1]) && isDigit(bytes[at + 1])) return true;
  }
  return false;
}

function isDigit(byte = 0): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
