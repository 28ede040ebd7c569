import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, it } from "vitest";

/** What each folder of src may import, from the ground floor up. */
const MAY_IMPORT: Record<string, string> = {
  core: "", // errors, samples and tables, seeded random numbers, the clock
  stats: "core", // one statistic per file: numbers in, numbers out
  ports: "core", // what we ask of the outside world, as interfaces
  features: "core stats", // fitted preparation of columns: impute, encode, scale, resample
  drift: "core stats", // the judgement of columns and tables from counts
  detect: "core stats drift", // the watcher's detector: counts of ticks in, evidence and alarms out
  model: "core stats features", // training, prediction, comparison of models
  synth: "core stats", // made-up data whose truth is known, from a seed
  report: "core stats drift detect model", // renderers: a verdict in, a string out
  flows: "core stats ports features drift detect model synth report", // one use case per file
  data: "core ports", // engines behind a port: DuckDB; files, read and written
  integrations: "core ports", // services behind a port: Jenkins, webhooks, Slack, commands
  cli: "core ports features drift detect model synth report flows data integrations", // for people
  "index.ts": "core stats drift", // the front door of the library, the one barrel
};
/** Folders that only compute: no node: module, and of all packages only these, which compute too. */
const PURE = "core stats ports features drift detect model synth report flows".split(" ");
const COMPUTES = /^(@stdlib\/|simple-statistics$|ml-|d3-)/;

const files = readdirSync("src", { recursive: true, encoding: "utf8" });

it.each(files.filter((file) => file.endsWith(".ts")))("src/%s keeps to its floor", (file) => {
  const [folder = ""] = file.split("/");
  const source = readFileSync(`src/${file}`, "utf8");
  for (const [, name = ""] of source.matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
    const [target] = posix.join(posix.dirname(file), name).split("/");
    if (COMPUTES.test(name)) continue;
    if (!name.startsWith(".")) expect(PURE, `${name} comes from outside`).not.toContain(folder);
    else if (target !== folder) expect(MAY_IMPORT[folder]?.split(" ")).toContain(target);
  }
});

it("puts a folder of more than thirty files on shelves", () => {
  const perFolder = new Map<string, number>();
  for (const file of files.filter((name) => name.endsWith(".ts"))) {
    const folder = posix.dirname(file);
    perFolder.set(folder, (perFolder.get(folder) ?? 0) + 1);
  }
  for (const [folder, count] of perFolder) expect(count, folder).toBeLessThanOrEqual(30);
});
