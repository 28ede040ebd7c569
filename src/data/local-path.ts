import { InputError } from "../core/errors.js";

/** Schemes that name another machine. A single letter before ":" is a drive of Windows. */
const SCHEME = /^([a-z][a-z0-9+.-]+):\/\//i;

/**
 * The path, if it is one of this machine.
 *
 * @throws {InputError} for hdfs://, s3://, https:// and the like
 */
export function localPath(path: string): string {
  const scheme = SCHEME.exec(path)?.[1]?.toLowerCase();
  if (scheme === undefined) return path;
  if (scheme === "file") return decodeURIComponent(new URL(path).pathname);
  throw new InputError(`${scheme}:// paths are not read by this version yet`, {
    where: withoutSecrets(path),
    fix: "copy the data to a local file and give its path",
  });
}

/** A URL without user, password and query: signed addresses carry their key there. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^/@]*@/, "//").replace(/\?.*$/s, "");
}
