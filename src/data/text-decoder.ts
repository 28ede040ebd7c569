import type { FileEncoding } from "./file-encoding.js";

/** What windows-1252 has for 0x80 to 0x9f; five of them stand for the control characters. */
const FROM_0X80 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** Text of windows-1252, which has a character for every byte. */
export function windows1252Text(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  return latin1.replace(/[\x80-\x9f]/g, (character) => FROM_0X80[character.charCodeAt(0) - 0x80]!);
}

/** What is used of the decoders of the platform. */
interface Decoder {
  readonly decode: (bytes?: Uint8Array, options?: { readonly stream?: boolean }) => string;
}

/**
 * A decoder of the platform, but for windows-1252: some versions of Node (20.20 is one) decode that as
 * Latin-1, and so the sign of the euro as a control character.
 */
export function textDecoder(
  encoding: FileEncoding,
  options: { readonly fatal?: boolean } = {},
): Decoder {
  if (encoding === "windows-1252") {
    return { decode: (bytes) => (bytes === undefined ? "" : windows1252Text(bytes)) };
  }
  const decoder = new TextDecoder(encoding, options);
  return { decode: (bytes, more) => decoder.decode(bytes, more) };
}
