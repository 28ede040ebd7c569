import { expect, it } from "vitest";
import { MINUTE, newDisk, rowsOf, runWatcher } from "./watched-world.js";

const timestamps = (rows: readonly { timestamp?: unknown }[]) =>
  rows.map(({ timestamp }) => timestamp);

it("stays quiet while nothing changes, and logs a row a tick", async () => {
  const disk = newDisk();
  const { looks } = await runWatcher(disk, rowsOf(300));
  expect(looks).toHaveLength(298); // the last two are not over: a minute of lateness
  expect(looks.some(({ isDrift }) => isDrift)).toBe(false);
  expect(disk.log).toHaveLength(298);
  expect(new Set(timestamps(disk.log)).size).toBe(298);
  expect(disk.fired).toEqual([]);
});

it("sees a change within minutes, says what it is, and fires once", async () => {
  const disk = newDisk();
  const { looks } = await runWatcher(disk, rowsOf(200, { from: 150 }));
  const alarms = looks.filter(({ isDrift }) => isDrift);
  expect(alarms).toHaveLength(1);
  const { at, columns } = alarms[0]!;
  const minute = at / MINUTE - looks[0]!.at / MINUTE + 1;
  expect(minute).toBeGreaterThan(150);
  expect(minute).toBeLessThan(156);
  const amount = columns.find(({ name }) => name === "amount")!;
  expect(amount).toMatchObject({ state: "alarm", change: "larger" });
  expect(Math.abs(amount.changedAt! - (looks[0]!.at + 149 * MINUTE))).toBeLessThanOrEqual(
    2 * MINUTE,
  );
  expect(columns.find(({ name }) => name === "kind")!.state).toBe("watching");
  expect(disk.fired).toHaveLength(1);
});

it("decides alike in one look, in many, and in runs of one look each", async () => {
  const rows = rowsOf(190, { from: 150 });
  const [whole, cut, cron] = [newDisk(), newDisk(), newDisk()];
  const inOne = await runWatcher(whole, rows);
  const ends = Array.from({ length: 60 }, (_, i) => 61 * (i + 1)).filter(
    (end) => end < rows.length,
  );
  const inMany = await runWatcher(cut, rows, { lookAt: ends });
  for (const end of [...ends, rows.length]) await runWatcher(cron, rows.slice(0, end));
  expect(inMany.looks).toEqual(inOne.looks);
  expect(cut.log).toEqual(whole.log);
  expect(cron.log).toEqual(whole.log);
  expect(cron.fired).toEqual(whole.fired);
  expect(JSON.parse(cron.files["state.json"]!)).toMatchObject({
    detector: (JSON.parse(whole.files["state.json"]!) as { detector: unknown }).detector,
  });
});

it("loses no row of the log and fires no trigger twice, wherever it is killed", async () => {
  const rows = rowsOf(170, { from: 150 });
  const lookAt = [3000, 3060, 3120, 3180, 3240];
  const whole = newDisk();
  const { acts } = await runWatcher(whole, rows, { lookAt });
  expect(whole.fired).toHaveLength(1);
  for (let killAt = 1; killAt <= acts; killAt++) {
    const disk = newDisk();
    const { wasKilled } = await runWatcher(disk, rows, { lookAt, killAt });
    expect(wasKilled).toBe(true);
    await runWatcher(disk, rows);
    expect(timestamps(disk.log), `killed at ${killAt}`).toEqual(timestamps(whole.log));
    expect(disk.fired, `killed at ${killAt}`).toEqual(whole.fired);
  }
});

it("asks again at each look while Jenkins is away, and fires once when it is back", async () => {
  const disk = newDisk();
  let isThere = false;
  const rows = rowsOf(200, { from: 150 });
  const away = await runWatcher(disk, rows.slice(0, 3400), {
    lookAt: [3200, 3300],
    canFire: () => isThere,
  });
  expect(away.answers.length).toBeGreaterThan(1);
  expect(away.answers.every(({ isOpen }) => isOpen)).toBe(true);
  expect(disk.fired).toEqual([]);
  isThere = true;
  await runWatcher(disk, rows, { canFire: () => isThere });
  expect(disk.fired).toHaveLength(1);
});

it("keeps rows for a log that cannot be written, and writes them when it can", async () => {
  const [disk, whole] = [newDisk(), newDisk()];
  const rows = rowsOf(60);
  await runWatcher(whole, rows);
  let looks = 0;
  const lookAt = [500, 700, 900];
  const { troubles } = await runWatcher(disk, rows, { lookAt, canLog: () => ++looks > 2 });
  expect(troubles).toEqual(["the log: the disk is full", "the log: the disk is full"]);
  expect(timestamps(disk.log)).toEqual(timestamps(whole.log));
});

it("keeps them over the end of the run, too", async () => {
  const [disk, whole] = [newDisk(), newDisk()];
  const rows = rowsOf(60);
  await runWatcher(whole, rows);
  await runWatcher(disk, rows.slice(0, 900), { canLog: () => false });
  expect(disk.log).toEqual([]);
  await runWatcher(disk, rows);
  expect(timestamps(disk.log)).toEqual(timestamps(whole.log));
});
