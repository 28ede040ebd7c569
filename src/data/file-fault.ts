import { readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { ArlequinError, InputError } from "../core/errors.js";
import { didYouMean } from "../core/nearest-name.js";

type Act = "read" | "write";

/** What the system's error codes mean, and what to do. ENOENT has words of its own below. */
const MEANING: Readonly<Record<string, readonly [what: string, fix: string]>> = {
  EACCES: ["permission denied", "ask for the permission, or choose another path"],
  EPERM: ["permission denied", "ask for the permission, or choose another path"],
  EISDIR: ["it is a folder", "give a file"],
  EEXIST: ["a file of that name is there", "choose another path"],
  ENOTDIR: ["a part of the path is a file, not a folder", "check the path"],
  ENOSPC: ["the disk is full", "free some space, or choose another disk"],
  EDQUOT: ["the disk quota is used up", "free some space, or choose another disk"],
  EFBIG: ["the file would be larger than is allowed", "raise the limit, or choose another disk"],
  EROFS: ["the file system is read-only", "choose another path"],
  EMFILE: ["too many files are open", "raise the limit (ulimit -n)"],
  ENAMETOOLONG: ["the name is too long", "choose a shorter name"],
  ELOOP: ["the symbolic links go round in a circle", "mend the links"],
  EBUSY: ["another program holds it", "close that program and try again"],
  EIO: ["the disk reports an error", "check the disk"],
};

/** What an error of node:fs means for the person whose path it is; other errors as they are. */
export async function fileFault(error: unknown, path: string, act: Act): Promise<unknown> {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (error instanceof ArlequinError || !/^E[A-Z0-9]+$/.test(code)) return error;
  const [what, fix] =
    code === "ENOENT" ? await absent(path, act) : (MEANING[code] ?? [code, "check the path"]);
  return new InputError(`cannot ${act} ${path}: ${what}`, { where: path, fix, cause: error });
}

async function absent(path: string, act: Act): Promise<readonly [string, string]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => null);
  if (names === null) return [`there is no folder ${folder}`, "check the path, or make the folder"];
  const hint = act === "read" ? didYouMean(basename(path), names) : "";
  return ["there is no such file", `check the path${hint}`];
}
