// `make bench-watch`: how long a look takes with much history behind it, and whether a month of looks takes more memory
// than a day. Prints the tables of docs/benchmarks.md; ends with 1 where one of them is not flat.
//
//   node scripts/bench/watch.mjs --only look        or month
//   node scripts/bench/watch.mjs --small            less history, three days: does it work?
import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { measured } from "./measured.mjs";

const FOLDER = resolve("run/bench/watch");
const { values: options } = parseArgs({
  options: { only: { type: "string" }, small: { type: "boolean", default: false } },
});

const say = (line) => process.stdout.write(`${line}\n`);
mkdirSync(FOLDER, { recursive: true });
say(
  `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version.slice(1)}`,
);
const parts = {
  look: ["look-time.ts", "lookTime"],
  month: ["memory-of-a-month.ts", "memoryOfAMonth"],
};
await bundled("month-of-looks.ts");
for (const [part, [file, name]] of Object.entries(parts)) {
  if (options.only !== undefined && options.only !== part) continue;
  const found = await import(pathToFileURL(await bundled(file)).href);
  const folder = join(FOLDER, part);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const { lines, isFlat } = await found[name](folder, options.small, measured);
  lines.forEach(say);
  if (!isFlat) process.exitCode = 1;
  rmSync(folder, { recursive: true, force: true });
}

async function bundled(file) {
  const outfile = join(FOLDER, file.replace(/ts$/, "mjs"));
  await build({
    entryPoints: [join("scripts/bench/watch", file)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    logLevel: "warning",
    external: ["@duckdb/node-bindings", "@duckdb/node-bindings-*"],
    banner: {
      js: 'import { createRequire as __r } from "node:module"; const require = __r(import.meta.url);',
    },
  });
  return outfile;
}
