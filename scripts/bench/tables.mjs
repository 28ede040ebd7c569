import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** Past so many rows a table is a folder of files of so many, for a file gathers before it is written. */
const ROWS_A_FILE = 10_000_000;

/**
 * Reference and current table of the benchmarks, made up once and then kept.
 *
 * @param arlequin the command as an array of words
 * @returns their paths
 */
export async function tables(arlequin, rows, format, folder) {
  mkdirSync(folder, { recursive: true });
  const sides = [
    ["reference", []],
    ["current", ["--seed", "2", "--drift-factor", "1"]],
  ];
  const made = sides.map(async ([side, flags]) => {
    const path = join(folder, `${side}-${rows}`);
    const batches = rows / ROWS_A_FILE;
    const [out, last, size] =
      batches > 1
        ? [
            `${path}-${format}`,
            `batch-${String(batches).padStart(6, "0")}.${format}`,
            ["--batches", batches, "--batch-size", ROWS_A_FILE],
          ]
        : [`${path}.${format}`, "", ["--rows", rows]];
    if (!existsSync(join(out, last))) {
      const wanted = ["--table", "mixed", ...size, ...flags, "--format", format, "--out", out];
      await run([...arlequin, "generate", "--quiet", ...wanted.map(String)]);
    }
    return out;
  });
  return Promise.all(made);
}

function run([program, ...words]) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ["ignore", "ignore", "inherit"] });
    child.on("error", reject).on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${words.join(" ")} ended with ${code}`));
    });
  });
}
