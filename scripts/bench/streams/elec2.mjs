import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const START = Date.UTC(1996, 4, 7);
const STEP_MS = 1_800_000;
const HALF_HOURLY = ["--every", "30m", "--window", "1d"];
const DAILY = ["--every", "1d", "--window", "1d"];
/** Rows before the Victorian market opened: its columns are constant until then. */
const QUIET_ROWS = 363 * 48;

/**
 * The electricity market of New South Wales (Harries 1999): half-hourly prices and demand, 944 days from
 * 7 May 1996 on. The file has no dates; its rows are in order, 48 a day.
 *
 * @param file elec2.csv with the columns period, nswprice, nswdemand, vicprice, vicdemand, transfer, class
 * @param folder where what is made of it goes
 */
export function elec2(file, folder) {
  const [head, ...rows] = readFileSync(file, "utf8").trim().split("\n");
  const columns = head.split(",").slice(1, -1);
  const dated = rows.map((row, i) =>
    [new Date(START + i * STEP_MS).toISOString(), ...row.split(",").slice(1, -1)].join(","),
  );
  mkdirSync(folder, { recursive: true });
  const write = (name, lines) => {
    const path = join(folder, name);
    writeFileSync(path, `${["time", ...columns].join(",")}\n${lines.join("\n")}\n`);
    return path;
  };
  const own = {
    source: write("elec2.csv", dated),
    known: write("elec2-known.csv", dated.slice(0, QUIET_ROWS)),
    time: "time",
  };
  return {
    name: "Electricity prices (elec2)",
    knownWords: "the first 363 days",
    groups: {
      "New South Wales": ["nswprice", "nswdemand"],
      "Victoria, transfer": ["vicprice", "vicdemand", "transfer"],
    },
    runs: [
      { ...own, words: "growing, a tick a day", flags: DAILY },
      { ...own, words: "growing, a tick a half hour", flags: HALF_HOURLY },
      {
        ...own,
        words: "`--season weekday-hour`, a tick a half hour",
        flags: [...HALF_HOURLY, "--season", "weekday-hour"],
      },
      {
        ...own,
        words: "`sliding:1d`, a tick a half hour",
        flags: [...HALF_HOURLY, "--mode", "sliding:1d"],
      },
      { ...own, words: "`sliding:28d`, a tick a day", flags: [...DAILY, "--mode", "sliding:28d"] },
    ],
  };
}
