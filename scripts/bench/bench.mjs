// `make bench`: whole processes against peers on the same work, in turn, as ratios of medians. A figure is
// what it came to, never a test: machines differ, and share their cores.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { interleaved } from "./interleaved.mjs";
import { pythonWith } from "./peers.mjs";

const FOLDER = "run/bench";
const arlequin = [process.execPath, "bin/arlequin.js"];

mkdirSync(FOLDER, { recursive: true });
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
);
console.log(
  "job".padEnd(46),
  "ours s".padStart(8),
  "peer s".padStart(8),
  "ratio".padStart(7),
  " goal",
);

function report(job, goal, ours, theirs, runs) {
  const { ours: a, theirs: b, ratio } = interleaved(ours, theirs, runs);
  console.log(
    job.padEnd(46),
    a.toFixed(3).padStart(8),
    b.toFixed(3).padStart(8),
    ratio.toFixed(2).padStart(7),
    ` ${goal}`,
  );
}

const bare = [process.execPath, "-e", "0"];
report("--version / node -e 0", "<= 1.3", [...arlequin, "--version"], bare, 21);
report("--help / node -e 0", "<= 1.3", [...arlequin, "--help"], bare, 21);

const tables = [1, 2].map((seed) => {
  const file = join(FOLDER, `transactions-${seed}.csv`);
  const made = spawnSync(arlequin[0], [
    arlequin[1],
    "generate",
    "--rows",
    "10000",
    "--seed",
    String(seed),
    "--out",
    file,
  ]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  return file;
});
const drift = [...arlequin, "drift", "-r", tables[0], "-c", tables[1], "--json"];
const peer = pythonWith(["pandas", "scipy"], join(FOLDER, "python"));
if (peer.skipped)
  console.log(`drift, 10,000 rows CSV / import pandas, scipy: skipped, ${peer.skipped}`);
else
  report(
    "drift, 10,000 rows CSV / import pandas, scipy",
    "<= 0.4",
    drift,
    [peer.python, "-c", "import pandas, scipy.stats"],
    9,
  );
