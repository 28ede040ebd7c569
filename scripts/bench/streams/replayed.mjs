import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/**
 * Replay a stream, and count what the detector says of it.
 *
 * @param arlequin the command as an array of words
 * @param run the stream, and the flags of the replay
 * @param budgetDays evidence at which a column alarms
 * @returns looks, days from the first to the last, every alarm with its column, when, and whether it was small;
 *   and how often columns that were in alarm already came to the budget again
 */
export async function replayed(arlequin, { source, time, reference, flags }, budgetDays) {
  const words = ["watch", source, "--time", time, "--replay", "--json", "--quiet", ...flags];
  if (reference) words.push("--reference", reference);
  const alarms = [];
  let [looks, from, to, again] = [0, NaN, NaN, 0];
  await lines(arlequin, words, (line) => {
    const { at, columns } = JSON.parse(line);
    looks += 1;
    to = Date.parse(at);
    if (looks === 1) from = to;
    for (const column of columns) {
      const { name, state, change, changed_at: since, effect } = column;
      if (state === "alarm" || state === "small")
        alarms.push({ name, at, state, change, since, effect });
      if (state === "in-alarm" && column.evidence_days >= budgetDays) again += 1;
    }
  });
  return { looks, days: (to - from) / 86_400_000, alarms, again };
}

/**
 * Ask `calibrate` what the same detector does on the part of a stream that is known, in its own order.
 *
 * @returns alarms a day
 */
export async function foretold(arlequin, { known, time, reference, flags }) {
  const own = reference ? ["--mode", "reference"] : [];
  const words = ["calibrate", "--data", known, "--time", time, ...flags, ...own];
  let answer = "";
  await lines(
    arlequin,
    [...words, "--repeats", "1", "--days", "200", "--json", "--quiet"],
    (line) => {
      answer += line;
    },
  );
  return JSON.parse(answer).replay.detector.per_day;
}

async function lines([program, ...first], words, take) {
  const child = spawn(program, [...first, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  for await (const line of createInterface({ input: child.stdout })) take(line);
  const code = await ended;
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}`);
}
