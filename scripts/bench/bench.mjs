// `make bench`: whole processes against peers on the same work, in turn, as a table in Markdown. A figure is
// what it came to, never a test: machines differ, and share their cores. What it says while it works is on
// stderr.
//
//   node scripts/bench/bench.mjs --only 1m-csv --only floor    jobs whose names hold one of these
//   node scripts/bench/bench.mjs --huge                        100M rows, too: 5.2 GB in run/bench/tables
//   node scripts/bench/bench.mjs --small                       every job on 10,000 rows, once: does it work?
//   node scripts/bench/bench.mjs --peers-folder DIR            where the peers are installed, or shall be
//   node scripts/bench/bench.mjs --tables-folder DIR           where the tables lie, or shall be made
import { mkdirSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { interleaved } from "./interleaved.mjs";
import { engine } from "./jobs/engine.mjs";
import { libraries } from "./jobs/libraries.mjs";
import { startUp } from "./jobs/start-up.mjs";
import { peer, versions } from "./peers.mjs";
import { tables } from "./tables.mjs";

const FOLDER = "run/bench";
const SMALL = 10_000;

const { values: options } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [""] },
    huge: { type: "boolean", default: false },
    small: { type: "boolean", default: false },
    "peers-folder": { type: "string", default: join(FOLDER, "peers") },
    "tables-folder": { type: "string", default: join(FOLDER, "tables") },
  },
});
const arlequin = [process.execPath, "bin/arlequin.js"];
const jobs = [...startUp, ...libraries, ...engine].filter(
  ({ name, isHuge }) =>
    options.only.some((part) => name.includes(part)) && (options.huge || options.small || !isHuge),
);

mkdirSync(FOLDER, { recursive: true });
say(
  `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version.slice(1)}`,
);
const used = new Set();
const skipped = [];
say("\n| job | ours s | theirs s | ratio | bar | stretch | ours MB | bar MB | theirs MB | pairs |");
say("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
for (const job of jobs) {
  process.stderr.write(`${job.name} ...\n`);
  const line = await row(job);
  if (line !== null) say(line);
}
if (options.small) say(`\nEvery table had ${SMALL} rows, whatever its name: it works, no more.`);
for (const { what, why } of skipped) say(`\nSkipped: ${what}: ${why}.`);
for (const name of used) {
  say(`\nPeer: ${versions(name, options["peers-folder"]).join(", ")}.`);
}

/** A job as a row of the table; null where its peer cannot be had. */
async function row(job) {
  const { python, skipped: why } = job.peer ? peer(job.peer, options["peers-folder"]) : {};
  if (why !== undefined) {
    skipped.push({ what: job.what, why });
    return null;
  }
  if (job.peer) used.add(job.peer);
  const made = (rows) =>
    rows === undefined
      ? []
      : tables(arlequin, options.small ? SMALL : rows, job.format, options["tables-folder"]);
  const world = {
    python,
    drift,
    tables: await made(job.rows),
    alsoTables: await made(job.alsoRows),
  };
  const ours = job.ours ? [...arlequin, ...job.ours()] : drift(world.tables);
  const found = interleaved(ours, job.theirs(world), options.small ? 1 : job.runs);
  const cells = [
    job.what,
    seconds(found.ours.seconds),
    seconds(found.theirs.seconds),
    found.ratio.toFixed(2),
    `<= ${job.bar}`,
    job.stretch,
    megabytes(found.ours.peakMb),
    memoryBar(job.rows),
    megabytes(found.theirs.peakMb),
    options.small ? 1 : job.runs,
  ];
  return `| ${cells.join(" | ")} |`;
}

function drift([reference, current]) {
  return [...arlequin, "drift", "-r", reference, "-c", current, "--json"];
}

/** Peak memory that drift may take, and behind it the stretch. */
function memoryBar(rows = 0) {
  if (rows >= 1e8) return "<= 600 (350)";
  return rows >= 1e6 ? "<= 350 (200)" : "";
}

function seconds(value) {
  return value < 1 ? value.toFixed(3) : value.toFixed(2);
}

function megabytes(value) {
  return Number.isNaN(value) ? "-" : value.toFixed(0);
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
