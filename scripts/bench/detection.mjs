// `make bench-detection`: how often rules of watching cry wolf, and how fast they find what has changed, beside the
// figures of the method's notes. Writes docs/detection-figures.md; `--quick` takes a tenth of the repeats and prints instead.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { format } from "prettier";

const isQuick = process.argv.includes("--quick");
const folder = "run/bench/detection";
const outfile = resolve(folder, "detection.mjs");
mkdirSync(folder, { recursive: true });
await build({
  entryPoints: ["scripts/bench/detection/page.ts"],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  logLevel: "warning",
});
const { detectionPage } = await import(pathToFileURL(outfile).href);
const effort = isQuick
  ? { repeats: 10, detectorDays: 20, windowDays: 3 }
  : { repeats: 100, detectorDays: 200, windowDays: 30 };
const page = detectionPage(effort, {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
});
if (isQuick) console.log(page);
else
  writeFileSync(join("docs", "detection-figures.md"), await format(page, { parser: "markdown" }));
