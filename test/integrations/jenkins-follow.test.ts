import { expect, it } from "vitest";
import type { WaitOptions } from "../../src/ports/retrainer.js";
import type { FakeJob } from "./fake-jenkins/model.js";
import { RETRAIN, fire, request, requestNamed, world } from "./jenkins-client.js";

const patient: WaitOptions = { timeoutMs: null, cancelOnTimeout: false };
const LOG = "Grüße — 漂移 🎭\r\n".repeat(200);

async function retrain(job: Partial<FakeJob>, options = patient) {
  const w = await world({ jobs: [{ ...RETRAIN, ...job }] });
  const client = w.client();
  const { receipt } = await fire(client);
  return { ...w, client, receipt, finish: () => client.wait!(request, receipt, options) };
}

it("follows a request from the queue to the end of its build", async () => {
  await using w = await retrain({ buildMs: 90_000, log: LOG });
  expect(await w.finish()).toMatchObject({
    status: "succeeded",
    receipt: {
      build_number: 1,
      build_url: `${w.fake.url}/job/retrain/1/`,
      result: "SUCCESS",
      duration_ms: 90_000,
    },
  });
  expect(w.said.filter((line) => line.startsWith("in the queue"))).toHaveLength(1);
  expect(w.log.length).toBeGreaterThan(3);
  expect(w.log.join("")).toBe(LOG.replaceAll("\r", "")); // cut within letters on the way, and whole again
});

it.each(["UNSTABLE", "FAILURE", "NOT_BUILT", "ABORTED"] as const)(
  "%s is no success",
  async (result) => {
    await using w = await retrain({ result });
    expect(await w.finish()).toMatchObject({ status: "failed", receipt: { result } });
  },
);

it("asks seldom about a long build, and often about a short one", async () => {
  await using long = await retrain({ buildMs: 600_000 });
  await long.finish();
  const asked = long.fake.lines(/retrain\/1\/api/).length;
  expect(asked).toBeLessThan(600_000 / 15_000 + 10);
  await using short = await retrain({ buildMs: 20_000 });
  await short.finish();
  expect(Math.max(...short.timer.slept.slice(-2))).toBeLessThanOrEqual(2000);
});

it("waits behind another build, and says why", async () => {
  await using w = await retrain({ buildMs: 60_000 });
  const other = requestNamed("b".repeat(64));
  const { receipt } = await fire(w.client, other);
  expect(await w.client.wait!(other, receipt, patient)).toMatchObject({
    status: "succeeded",
    receipt: { build_number: 2 },
  });
  expect(w.said.join("\n")).toContain("Build #1 is already in progress");
});

it("finds the build of an item that Jenkins has forgotten", async () => {
  await using w = await retrain({ buildMs: 1000 });
  w.fake.controller.add({ ...RETRAIN, name: "other" });
  await w.timer.sleep(20 * 60_000);
  w.fake.controller.advance();
  await w.timer.sleep(6 * 60_000);
  expect(await w.finish()).toMatchObject({ status: "succeeded", receipt: { build_number: 1 } });
  expect(w.fake.lines(/queue\/item\/41/)).toHaveLength(1);
});

it("is told of a request that was cancelled in the queue", async () => {
  await using w = await retrain({});
  w.fake.controller.cancel(41);
  expect(await w.finish()).toMatchObject({ status: "cancelled" });
});

it("says so when nothing is left to be found", async () => {
  await using w = await retrain({});
  const stranger = requestNamed("c".repeat(64));
  const { receipt } = await fire(w.client);
  const lost = { ...receipt, queue_id: 7 };
  expect(await w.client.wait!(stranger, lost, patient)).toMatchObject({ status: "lost" });
});

it("leaves the build running when the time is over", async () => {
  await using w = await retrain(
    { buildMs: 600_000 },
    { timeoutMs: 60_000, cancelOnTimeout: false },
  );
  const begun = w.timer.now();
  expect(await w.finish()).toMatchObject({
    status: "timed-out",
    receipt: { build_number: 1, result: null },
  });
  expect(w.timer.now() - begun).toBe(60_000);
  expect(w.fake.lines(/POST/)).toHaveLength(1);
});

it("cancels where it is told to: a build, or a place in the queue", async () => {
  const cancel = { timeoutMs: 60_000, cancelOnTimeout: true };
  await using running = await retrain({ buildMs: 600_000 }, cancel);
  await running.finish();
  expect(running.fake.lines(/POST/).at(-1)).toBe("POST /job/retrain/1/stop");
  expect(running.fake.job("retrain").builds[0]?.result).toBe("ABORTED");

  await using queued = await retrain({ quietMs: 600_000 }, cancel);
  expect(await queued.finish()).toMatchObject({
    detail: expect.stringMatching(/cancelled$/) as string,
  });
  expect(queued.fake.lines(/POST/).at(-1)).toBe("POST /queue/cancelItem?id=41");
  expect(queued.fake.controller.waiting()).toEqual([]);
});

it("outlives a controller that is away for a moment", async () => {
  await using w = await retrain({ buildMs: 60_000 });
  w.fake.getFaults.push({ status: 503 }, {}, { status: 200, body: "{}" }, {});
  expect(await w.finish()).toMatchObject({ status: "succeeded" });
});
