import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What each peer is made of. Evidently and NannyML do not import with pandas 3, and NannyML does not say
 * that it needs statsmodels (November 2026).
 */
const PACKAGES = {
  pandas: ["pandas", "scipy", "pyarrow", "duckdb"],
  evidently: ["evidently", "pandas<3", "pyarrow"],
  nannyml: ["nannyml", "pandas<3", "pyarrow", "statsmodels"],
};

/**
 * A Python of a peer's own, installed where it is not there yet.
 *
 * @param folder of all peers
 * @returns the path of its interpreter, or why there is none
 */
export function peer(name, folder) {
  const home = join(folder, name);
  const python = join(home, "bin/python3");
  const installed = join(home, "packages-are-installed");
  if (existsSync(installed)) return { python };
  mkdirSync(folder, { recursive: true });
  const venv = spawnSync("python3", ["-m", "venv", home]);
  if (venv.error || venv.status !== 0) return { skipped: "there is no python3 with venv here" };
  const pip = [python, "-m", "pip", "install", "--quiet", ...PACKAGES[name]];
  if (spawnSync(pip[0], pip.slice(1)).status !== 0) {
    return { skipped: `pip could not install ${PACKAGES[name].join(", ")}` };
  }
  writeFileSync(installed, "");
  return { python };
}

/** The names and versions of what a peer stands on, as it says itself. */
export function versions(name, folder) {
  const { python } = peer(name, folder);
  const list = spawnSync(python, ["-m", "pip", "list", "--format=freeze"], { encoding: "utf8" });
  const names = PACKAGES[name].map((one) => one.replace(/[<>=].*/, ""));
  const lines = (list.stdout ?? "").split("\n").map((line) => line.split("=="));
  return names.flatMap((one) => lines.filter(([found]) => found === one).map((v) => v.join(" ")));
}
