import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * A Python with the given packages, in a folder of the bench's own.
 *
 * @returns the path of its interpreter, or why there is none
 */
export function pythonWith(packages, folder) {
  const python = join(folder, "bin/python3");
  if (!existsSync(python)) {
    const made = spawnSync("python3", ["-m", "venv", folder], { encoding: "utf8" });
    if (made.error || made.status !== 0) return { skipped: "there is no python3 with venv here" };
  }
  const installed = spawnSync(python, ["-m", "pip", "install", "--quiet", ...packages], {
    encoding: "utf8",
  });
  if (installed.status === 0) return { python };
  return { skipped: `pip could not install ${packages.join(", ")}` };
}
