// `make bench-calibration`: how often tests and policies raise the alarm where nothing has changed, and how
// often they find what has, on made-up columns whose truth is known. Writes docs/calibration.md and the
// table of the README; `--quick` takes a tenth of the repeats and prints instead.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { build } from "esbuild";

const FOLDER = "run/bench/calibration";
const BUNDLE = resolve(FOLDER, "calibration.mjs");

if (!isMainThread) {
  const { work } = await import(workerData.bundle);
  parentPort.on("message", (job) => parentPort.postMessage(work(job)));
} else {
  await main(process.argv.includes("--quick"));
}

async function main(isQuick) {
  mkdirSync(FOLDER, { recursive: true });
  await build({
    entryPoints: ["scripts/bench/calibration/index.ts"],
    outfile: BUNDLE,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "warning",
  });
  const library = await import(pathToFileURL(BUNDLE).href);
  const started = performance.now();
  const done = await inParallel(library.jobs(isQuick));
  const seconds = Math.round((performance.now() - started) / 1000);
  const results = library.collected(done);
  const page = library.calibrationPage(results, {
    date: new Date().toISOString().slice(0, 10),
    cores: availableParallelism(),
    node: process.version,
  });
  if (isQuick) {
    console.log(page);
    return;
  }
  writeFileSync(join("docs", "calibration.md"), page);
  const readme = readFileSync("README.md", "utf8");
  writeFileSync("README.md", library.withShortTable(readme, results));
  console.error(`docs/calibration.md and README.md are written, after ${seconds} s`);
}

/** Let a worker a core take the next job until none is left; the order of the answers is that of the jobs. */
async function inParallel(jobs) {
  const done = new Array(jobs.length);
  let [next, finished] = [0, 0];
  const one = () =>
    new Promise((resolvePromise, reject) => {
      const worker = new Worker(new URL(import.meta.url), {
        workerData: { bundle: pathToFileURL(BUNDLE).href },
      });
      let mine;
      const take = () => {
        mine = next++;
        if (mine < jobs.length) return worker.postMessage(jobs[mine]);
        resolvePromise(worker.terminate());
      };
      worker.on("error", reject);
      worker.on("message", (tallies) => {
        done[mine] = { job: jobs[mine], tallies };
        finished += 1;
        process.stderr.write(`\r${finished} of ${jobs.length}`);
        take();
      });
      take();
    });
  await Promise.all(Array.from({ length: availableParallelism() }, one));
  process.stderr.write("\n");
  return done;
}
