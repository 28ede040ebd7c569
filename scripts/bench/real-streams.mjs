// `make bench-streams`: what `watch` says of real streams, which are not exchangeable, and what `calibrate` would have
// foretold of that from their known part. Prints the tables of docs/detection.md, and keeps every alarm in
// run/bench/streams/alarms.json.
//
//   node scripts/bench/real-streams.mjs --only season    the runs whose words hold that
//   node scripts/bench/real-streams.mjs --elec2 FILE     where elec2.csv lies
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { elec2 } from "./streams/elec2.mjs";
import { flights } from "./streams/flights.mjs";
import { foretold, replayed } from "./streams/replayed.mjs";

const FOLDER = "run/bench/streams";
const BUDGET_DAYS = 7;
const arlequin = [process.execPath, "bin/arlequin.js"];

const { values: options } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [""] },
    elec2: { type: "string", default: "../shared/data/elec2.csv" },
  },
});
const say = (line) => process.stdout.write(`${line}\n`);
mkdirSync(FOLDER, { recursive: true });
const kept = {};
const remarks = [];

await table(await flights(FOLDER));
if (existsSync(options.elec2)) await table(elec2(options.elec2, FOLDER));
else say(`\nSkipped: elec2: there is no ${options.elec2}; name it with --elec2.`);

async function table({ name, knownWords, groups, runs, remark }) {
  say(`\n### ${name}\n`);
  const head = ["mode", "looks", "alarms", "of them small", "not counted: again, in alarm"];
  const last = [`\`calibrate\` foretold from ${knownWords}`, "if exchangeable, at most"];
  row([...head, ...Object.keys(groups), ...last]);
  row([...head, ...Object.keys(groups), ...last].map(() => "---"));
  for (const run of runs.filter(({ words }) => options.only.some((part) => words.includes(part)))) {
    process.stderr.write(`${name}: ${run.words} ...\n`);
    const { looks, days, alarms, again } = await replayed(arlequin, run, BUDGET_DAYS);
    const perDay = await foretold(arlequin, run);
    kept[`${name}: ${run.words}`] = alarms;
    writeFileSync(join(FOLDER, "alarms.json"), `${JSON.stringify(kept, null, 1)}\n`);
    const small = alarms.filter(({ state }) => state === "small").length;
    const byGroup = Object.values(groups).map(
      (columns) => alarms.filter((alarm) => columns.includes(alarm.name)).length,
    );
    const bound = run.flags.join(" ").includes("sliding")
      ? "no promise"
      : Math.ceil(days / BUDGET_DAYS);
    const forecast = Math.round(perDay * days);
    row([run.words, looks, alarms.length, small, again, ...byGroup, forecast, bound]);
    if (remark) remarks.push(`${run.words}: ${remark(alarms)}`);
  }
  for (const line of remarks.splice(0)) say(`\n- ${line}`);
}

function row(cells) {
  say(`| ${cells.map((cell) => cell.toLocaleString("en")).join(" | ")} |`);
}
