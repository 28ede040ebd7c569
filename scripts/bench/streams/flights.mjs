import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { isNearOdd, oddDays } from "./odd-days.mjs";

const SOURCE = "node_modules/vega-datasets/data/flights-3m.parquet";
const COLUMNS = ["delay", "distance", "origin", "destination"];
const JANUARY = "date < timestamp '2001-02-01'";
const HOURLY = ["--every", "1h", "--window", "1d"];
const DAILY = ["--every", "1d", "--window", "1d"];

/**
 * Three million flights of the United States, January to June 2001, by their scheduled time (local time of
 * the airport, read as UTC): delay, distance, origin, destination.
 *
 * @param folder where its files go, and stay
 * @returns the stream, and how it is replayed
 */
export async function flights(folder) {
  const [all, january, later] = await Promise.all(
    [
      ["all", "true"],
      ["january", JANUARY],
      ["later", `not ${JANUARY}`],
    ].map(([name, where]) => part(join(folder, `flights-${name}.parquet`), where)),
  );
  const own = { source: all, time: "date", known: january };
  const { odd, all: days } = await oddDays(all);
  const near = days.filter((day) => isNearOdd(day, odd)).length;
  return {
    name: "Flights",
    knownWords: "January",
    groups: Object.fromEntries(COLUMNS.map((column) => [column, [column]])),
    remark(alarms) {
      const large = alarms.filter(({ state }) => state === "alarm");
      const begun = large.filter(({ since, at }) => isNearOdd(since ?? at, odd)).length;
      return `${large.length} not small; ${begun} begin on an odd day (${odd.size} of ${days.length}) or the day after; by chance ${Math.round((large.length * near) / days.length)}`;
    },
    runs: [
      { ...own, words: "growing, a tick an hour", flags: HOURLY },
      { ...own, words: "`--season hour`, a tick an hour", flags: [...HOURLY, "--season", "hour"] },
      {
        ...own,
        words: "`--season weekday-hour`, a tick an hour",
        flags: [...HOURLY, "--season", "weekday-hour"],
      },
      { ...own, words: "`sliding:7d`, a tick an hour", flags: [...HOURLY, "--mode", "sliding:7d"] },
      { ...own, words: "growing, a tick a day", flags: DAILY },
      { ...own, words: "`sliding:14d`, a tick a day", flags: [...DAILY, "--mode", "sliding:14d"] },
      {
        ...own,
        ...{ source: later, reference: january },
        words: "January as `--reference`, a tick a day",
        flags: DAILY,
      },
      {
        ...own,
        ...{ source: later, reference: january },
        words: "the same, `--season weekday-hour`, a tick an hour",
        flags: [...HOURLY, "--season", "weekday-hour"],
      },
    ],
  };
}

async function part(path, where) {
  if (existsSync(path)) return path;
  mkdirSync(join(path, ".."), { recursive: true });
  const database = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await database.connect();
  await connection.run(
    `copy (select * from '${SOURCE}' where ${where} order by date) to '${path}' (format parquet)`,
  );
  connection.closeSync();
  database.closeSync();
  return path;
}
