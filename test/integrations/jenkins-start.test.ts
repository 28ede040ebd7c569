import { expect, it } from "vitest";
import { RETRAIN, fire, request, requestNamed, world } from "./jenkins-client.js";

const refused = (fault: string) =>
  expect.objectContaining({ name: "UpstreamError", fault }) as Error;
const wrong = (message: RegExp) =>
  expect.objectContaining({
    name: "InputError",
    message: expect.stringMatching(message) as string,
  }) as Error;

it("queues a build with its parameters and the trigger id", async () => {
  await using w = await world();
  const firing = await fire(w.client({ parameters: { MODEL: "fraud", NOTE: "Ü & x=1" } }));
  expect(firing).toMatchObject({
    outcome: "accepted",
    receipt: { queue_id: 41, build_number: null },
  });
  const [item] = w.fake.controller.waiting();
  expect(Object.fromEntries(item?.parameters ?? [])).toEqual({
    ARLEQUIN_TRIGGER_ID: request.triggerId,
    MODEL: "fraud",
    FORCE: "false",
    NOTE: "Ü & x=1",
  });
});

it("joins the same request in the queue, where the answer is 303", async () => {
  await using w = await world();
  await fire(w.client());
  expect(await fire(w.client())).toMatchObject({ outcome: "joined", receipt: { queue_id: 41 } });
  expect(await fire(w.client(), requestNamed("b".repeat(64)))).toMatchObject({
    outcome: "accepted",
    receipt: { queue_id: 42 },
  });
});

it("takes only the number of a Location, whose host may be wrong", async () => {
  await using w = await world({ believedRoot: "http://inside.example:8080/jenkins" });
  const { receipt } = await fire(w.client());
  expect(receipt).toMatchObject({ queue_id: 41, job_url: `${w.fake.url}/job/retrain/` });
});

it("finds jobs in folders, their names encoded, below a context path", async () => {
  const job = { ...RETRAIN, name: "team a/models/feature%2Fx" };
  await using w = await world({ jobs: [job], prefix: "/ci" });
  expect(await fire(w.client({ job: job.name }))).toMatchObject({ outcome: "accepted" });
  const path = "/ci/job/team%20a/job/models/job/feature%252Fx/buildWithParameters";
  expect(w.fake.lines(/POST/)).toEqual([`POST ${path}`]);
  expect(
    await fire(w.client({ job: "/job/team%20a/job/models/job/feature%252Fx/" })),
  ).toMatchObject({ outcome: "joined" });
});

it("refuses what the job would drop or bend, before anything is sent", async () => {
  await using w = await world({ jobs: [RETRAIN, { name: "plain" }, { name: "team/retrain" }] });
  const preflight = (job: string, parameters: Record<string, string>) =>
    w.client({ job, parameters }).preflight(request);
  await expect(preflight("retrain", { MODELL: "fraud" })).rejects.toThrow(
    wrong(/MODELL; did you mean "MODEL"\?/),
  );
  await expect(preflight("retrain", { MODEL: "froud" })).rejects.toThrow(
    wrong(/no MODEL=froud; did you mean "fraud"/),
  );
  await expect(preflight("retrain", { FORCE: "yes" })).rejects.toThrow(wrong(/FORCE=yes/));
  await expect(preflight("plain", {})).rejects.toThrow(
    wrong(/does not declare ARLEQUIN_TRIGGER_ID/),
  );
  await expect(preflight("retrian", {})).rejects.toThrow(
    wrong(/no job retrian; did you mean "retrain"/),
  );
  await expect(preflight("team/retrian", {})).rejects.toThrow(
    wrong(/did you mean "team\/retrain"/),
  );
  await expect(preflight("team", {})).rejects.toThrow(wrong(/folder/));
  expect(w.fake.lines(/POST/)).toEqual([]);
});

it("starts a job without parameters under /build", async () => {
  await using w = await world({ jobs: [{ name: "plain" }] });
  const client = w.client({ job: "plain", sendTriggerId: false });
  expect(await fire(client)).toMatchObject({ outcome: "accepted" });
  expect(w.fake.lines(/POST/)).toEqual(["POST /job/plain/build"]);
});

it.each(["jenkins", "old"] as const)(
  "finds /build without preflight, too (%s)",
  async (flavour) => {
    await using w = await world({ jobs: [{ name: "plain" }], flavour });
    const blind = { job: "plain", sendTriggerId: false, preflight: false };
    expect(await fire(w.client(blind))).toMatchObject({ outcome: "accepted" });
    await expect(fire(w.client({ ...blind, parameters: { A: "1" } }))).rejects.toThrow(
      wrong(/takes no parameters/),
    );
  },
);

it("says which choice Jenkins does not take, without preflight", async () => {
  await using w = await world();
  const client = w.client({ preflight: false, parameters: { MODEL: "nope" } });
  await expect(fire(client)).rejects.toThrow(wrong(/Illegal choice for parameter MODEL: nope/));
});

it.each(["jenkins", "old"] as const)("knows a disabled job (%s)", async (flavour) => {
  await using w = await world({ jobs: [{ ...RETRAIN, disabled: true }], flavour });
  await expect(w.client().preflight(request)).rejects.toThrow(refused("refused"));
  await expect(fire(w.client({ preflight: false }))).rejects.toThrow(/retrain is disabled/);
});

it("asks nobody a second time who has said no", async () => {
  await using w = await world({ veto: true });
  await expect(fire(w.client())).rejects.toThrow(/vetoed/);
  await expect(fire(w.client({ job: "gone", preflight: false }))).rejects.toThrow(
    wrong(/no job gone/),
  );
  expect(w.fake.lines(/POST/)).toHaveLength(2);
});

it("knows a proxy that lets no POST through", async () => {
  await using w = await world();
  w.fake.faults.push({ status: 405, headers: { allow: "GET" } });
  await expect(fire(w.client())).rejects.toThrow(refused("refused"));
});

it("knows an address that has moved", async () => {
  await using w = await world();
  const location = "https://ci.example/job/retrain/buildWithParameters";
  w.fake.faults.push({ status: 301, headers: { location } });
  await expect(fire(w.client())).rejects.toMatchObject({ fix: "give --url https://ci.example" });
});

it.each([
  ["answers that it is starting", { status: 503, body: "Jenkins is getting ready to work" }],
  ["answers 429", { status: 429, headers: { "retry-after": "7" } }],
])("tries again when Jenkins %s", async (_, fault) => {
  await using w = await world();
  w.fake.faults.push(fault, fault);
  expect(await fire(w.client())).toMatchObject({ outcome: "accepted" });
  expect(w.timer.slept).toEqual(fault.status === 429 ? [7000, 7000] : [1000, 2000]);
});

it("waits for a start longer than for anything else, and not for ever", async () => {
  await using w = await world();
  const fault = { status: 503, body: "Please wait while Jenkins is getting ready to work" };
  w.fake.faults.push(...Array.from({ length: 20 }, () => fault));
  await expect(fire(w.client())).rejects.toThrow(refused("unreachable"));
  expect(w.fake.lines(/POST/)).toHaveLength(8);
});

it("repeats a request that never left", async () => {
  await using w = await world();
  let failures = 0;
  const flaky: typeof fetch = (input, init) => {
    if (init?.method !== "POST" || failures++ >= 2) return fetch(input, init);
    const cause = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    return Promise.reject(new TypeError("fetch failed", { cause }));
  };
  expect(await fire(w.client({}, { fetch: flaky }))).toMatchObject({ outcome: "accepted" });
  expect(w.fake.lines(/POST/)).toHaveLength(1);
});

it("gives up on a closed port", async () => {
  await using w = await world();
  const client = (url: string) => w.client({ preflight: false }, { url });
  const { url } = w.fake;
  await w.fake[Symbol.asyncDispose]();
  await expect(fire(client(url))).rejects.toThrow(refused("unreachable"));
  expect(w.timer.slept).toEqual([1000, 2000]);
  // A port that fetch itself will not speak to.
  await expect(fire(client("http://127.0.0.1:1"))).rejects.toThrow(refused("unreachable"));
});

const LOST = [
  ["a proxy's 502", { status: 502 }],
  ["a proxy's 503", { status: 503, body: "upstream connect error" }],
  ["a proxy's 504", { status: 504 }],
  ["a reset", {}],
] as const;

it.each(LOST)("after %s looks first: the build was queued", async (_, fault) => {
  await using w = await world();
  w.fake.faults.push({ ...fault, done: true });
  expect(await fire(w.client())).toMatchObject({ outcome: "accepted", receipt: { queue_id: 41 } });
  expect(w.fake.lines(/POST/)).toHaveLength(1);
});

it.each(LOST)("after %s looks first: it was not, and is asked for again", async (_, fault) => {
  await using w = await world();
  w.fake.faults.push(fault);
  expect(await fire(w.client())).toMatchObject({ outcome: "accepted", receipt: { queue_id: 41 } });
  expect(w.fake.lines(/POST/)).toHaveLength(2);
});

it("finds the request among the builds, when it runs already", async () => {
  await using w = await world({ jobs: [{ ...RETRAIN, quietMs: 0, buildMs: 60_000 }] });
  w.fake.faults.push({ status: 502, done: true });
  const { receipt } = await fire(w.client());
  expect(receipt).toMatchObject({ build_number: 1, build_url: `${w.fake.url}/job/retrain/1/` });
});

it("does not take an earlier build of the same id for the present one", async () => {
  await using w = await world({ jobs: [{ ...RETRAIN, quietMs: 0, buildMs: 0 }] });
  await fire(w.client());
  await w.timer.sleep(3_600_000);
  w.fake.faults.push({ status: 502 });
  expect(await fire(w.client())).toMatchObject({ outcome: "accepted", receipt: { queue_id: 42 } });
});

it.each(LOST)("after %s without a trigger id, nobody knows", async (_, fault) => {
  await using w = await world();
  w.fake.faults.push(fault);
  const firing = await fire(w.client({ sendTriggerId: false }));
  expect(firing.outcome).toBe("unknown");
  expect(w.fake.lines(/POST/)).toHaveLength(1);
});

it("does not know either, when nobody can be asked any more", async () => {
  await using w = await world();
  const client = w.client();
  const before = await client.preflight(request);
  w.fake.faults.push({ status: 502, done: true });
  w.fake.getFaults.push(...Array.from({ length: 9 }, () => ({ status: 502 })));
  expect(await client.fire(request, before)).toMatchObject({ outcome: "unknown" });
});

it("can be asked after a crash what became of a request", async () => {
  await using w = await world({ jobs: [{ ...RETRAIN, quietMs: 0, buildMs: 5000 }] });
  const client = w.client();
  const before = await client.preflight(request);
  expect(await client.reconcile(request, before)).toMatchObject({ outcome: "absent" });
  await client.fire(request, before);
  expect(await client.reconcile(request, before)).toMatchObject({
    outcome: "accepted",
    receipt: { build_number: 1 },
  });
  expect(await w.client({ sendTriggerId: false }).reconcile(request, before)).toMatchObject({
    outcome: "unknown",
  });
});
