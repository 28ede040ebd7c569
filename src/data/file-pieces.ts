import { open } from "node:fs/promises";

/**
 * The bytes of a file, a megabyte at a time, all in one buffer: a piece is gone when the next one
 * comes. A stream makes a buffer for each, and a hundred of them wait to be collected.
 */
export async function* filePieces(path: string): AsyncGenerator<Buffer> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(1 << 20);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
