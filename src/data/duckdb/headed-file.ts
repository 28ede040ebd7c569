import type { FileHead } from "../file-head.js";
import type { InputFile } from "../input-files.js";
import type { CleanedTable } from "../plain-csv.js";
import type { TextPart } from "./text-part.js";

/** A file and what its first bytes tell. */
export interface HeadedFile {
  readonly file: InputFile;
  readonly head: FileHead;
}

/** What gzip makes of a table, roughly: for a guess at the size of what is inside. */
const GZIP_RATIO = 6;

/** A file that we have rewritten, as a part. */
export function plainPart(path: string, { names, longestLineBytes }: CleanedTable): TextPart {
  return {
    paths: [path],
    names,
    delimiter: ",",
    hasHeader: false,
    compression: "none",
    isPlain: true,
    longestLineBytes,
  };
}

/** How much text the files hold, roughly. */
export function sizeOf(files: readonly HeadedFile[]): number {
  return files.reduce((sum, { file, head }) => {
    return sum + file.sizeBytes * (head.compression === "gzip" ? GZIP_RATIO : 1);
  }, 0);
}
