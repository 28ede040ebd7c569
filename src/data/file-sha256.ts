import { createHash } from "node:crypto";
import { filePieces } from "./file-pieces.js";

/** The SHA-256 of a file's bytes in hexadecimal, read in pieces. */
export async function fileSha256(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of filePieces(path)) hash.update(piece);
  return hash.digest("hex");
}
