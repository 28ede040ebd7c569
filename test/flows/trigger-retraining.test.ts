import { expect, it } from "vitest";
import { InputError, UpstreamError } from "../../src/core/errors.js";
import { type DriftEvidence, driftEvidence } from "../../src/flows/trigger/drift-evidence.js";
import type { TriggerPolicy } from "../../src/flows/trigger/trigger-gate.js";
import { type TriggerRequest, triggerRetraining } from "../../src/flows/trigger-retraining.js";
import type { Finish, Firing, Retrainer, RetrainingRequest } from "../../src/ports/retrainer.js";
import { filesInMemory } from "../cli/fake-context.js";
import { REPORT } from "./trigger/report.js";

const OPEN: TriggerPolicy = { cooldownSeconds: 0, edgeOnly: false, confirm: { needed: 1, of: 1 } };
const ACCEPTED: Firing = { outcome: "accepted", detail: "queued", receipt: { queue_id: 41 } };
const DONE: Finish = { status: "succeeded", detail: "it ended", receipt: { build_number: 7 } };
const crash = new Error("killed"); // what no settled run ever throws

/** A retrainer that does what it is told, and a store and a clock around it. */
function world(retrainer: Partial<Retrainer> = {}) {
  const files: Record<string, string> = {};
  const calls: string[] = [];
  let minute = 0;
  const note = <T>(call: string, answer: T) => {
    calls.push(call);
    return Promise.resolve(answer);
  };
  const base: Retrainer = {
    kind: "jenkins",
    target: "http://ci/job/retrain",
    memoryKey: "retrain",
    canReconcile: true,
    plan: ({ triggerId }) => [{ step: "POST", details: [triggerId] }],
    preflight: () => note("preflight", { next_build_number: 5 }),
    fire: () => note("fire", ACCEPTED),
    reconcile: () => note("reconcile", { outcome: "absent" as const, detail: "nowhere" }),
    wait: () => note("wait", DONE),
  };
  const run = (
    verdict: "drift" | "no-drift" | "cannot-tell" | null,
    request: Partial<TriggerRequest> = {},
    other: Partial<Retrainer> = {},
  ) => {
    const now = new Date(Date.UTC(2026, 0, 1, 0, minute++));
    const tools = {
      files: filesInMemory(files),
      clock: () => now,
      retrainer: { ...base, ...retrainer, ...other },
      say: () => undefined,
    };
    return triggerRetraining(tools, {
      evidence: verdict === null ? null : evidence(verdict),
      policy: OPEN,
      statePath: "run/state.json",
      auditPath: "run/audit.jsonl",
      dryRun: false,
      wait: null,
      ...request,
    });
  };
  const audit = () =>
    (files["run/audit.jsonl"] ?? "")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { event: string; outcome: string | null; reason: string });
  return { files, calls, run, audit, events: () => audit().map(({ event }) => event) };
}

function evidence(verdict: string, sha256 = "bb"): DriftEvidence {
  return driftEvidence({ ...REPORT, verdict, current: { ...REPORT.current, sha256 } }, "-");
}

const failing = (error: Error) => () => Promise.reject(error);

it("fires on drift, and notes it before and after", async () => {
  const w = world();
  const result = await w.run("drift");
  expect(result).toMatchObject({
    decision: "fire",
    outcome: "accepted",
    reason: "drift: 2 of 3 columns drift: amount, hour",
    receipt: { queue_id: 41 },
    error: null,
  });
  expect(w.calls).toEqual(["preflight", "fire"]);
  expect(w.events()).toEqual(["intent", "settled"]);
});

it("holds otherwise, and notes why", async () => {
  const w = world();
  expect(await w.run("no-drift")).toMatchObject({ decision: "hold", outcome: "held" });
  expect(await w.run("cannot-tell")).toMatchObject({ outcome: "held" });
  expect(w.calls).toEqual([]);
  expect(w.audit()).toMatchObject([
    { event: "hold", reason: "the verdict is no-drift" },
    { event: "hold", reason: "the verdict is cannot-tell" },
  ]);
});

it("keeps cooldown, edge and votes from run to run, for each target apart", async () => {
  const w = world();
  const cooldown = { policy: { ...OPEN, cooldownSeconds: 120 } };
  const outcomes: string[] = [];
  for (let i = 0; i < 4; i++) outcomes.push((await w.run("drift", cooldown)).outcome);
  expect(outcomes).toEqual(["accepted", "held", "accepted", "held"]);
  expect(await w.run("drift", cooldown, { memoryKey: "another" })).toMatchObject({
    outcome: "accepted",
  });
  const votes = { policy: { ...OPEN, confirm: { needed: 2, of: 2 } } };
  expect(await w.run("drift", votes, { memoryKey: "third" })).toMatchObject({ outcome: "held" });
  expect(await w.run("drift", votes, { memoryKey: "third" })).toMatchObject({
    outcome: "accepted",
  });
});

it("hands over the drift report with the trigger filled in", async () => {
  let seen: RetrainingRequest | undefined;
  const w = world({
    fire: (request) => {
      seen = request;
      return Promise.resolve(ACCEPTED);
    },
  });
  const { triggerId } = await w.run("drift");
  expect(seen).toMatchObject({ triggerId, decisionPath: `run/decisions/${triggerId}.json` });
  expect(JSON.parse(seen?.decision ?? "")).toMatchObject({
    ...REPORT,
    trigger: { id: triggerId, decision: "fire", at: "2026-01-01T00:00:00Z" },
  });
  expect(w.files[`run/decisions/${triggerId}.json`]).toBe(`${seen?.decision ?? ""}\n`);
  expect(seen?.decision).not.toContain("\n");
});

it("does nothing and notes nothing in a dry run", async () => {
  const w = world();
  const result = await w.run("drift", { dryRun: true });
  expect(result).toMatchObject({ decision: "fire", outcome: "planned", plan: [{ step: "POST" }] });
  expect(await w.run("no-drift", { dryRun: true })).toMatchObject({ outcome: "held", plan: [] });
  expect([w.calls, w.files]).toEqual([[], {}]);
});

it("leaves no intent, no cooldown and no vote behind where nothing was started", async () => {
  const policy = { ...OPEN, cooldownSeconds: 600, edgeOnly: true, confirm: { needed: 1, of: 2 } };
  const w = world();
  const refused = new UpstreamError("disabled", { fault: "refused" });
  const away = new UpstreamError("away", { fault: "unreachable" });
  const wrong = new InputError("no job");
  for (const [error, outcome] of [
    [refused, "refused"],
    [away, "unreachable"],
    [wrong, "refused"],
  ] as const) {
    expect(await w.run("drift", { policy }, { fire: failing(error) })).toMatchObject({
      outcome,
      error,
    });
    expect(await w.run("drift", { policy }, { preflight: failing(error) })).toMatchObject({
      outcome,
    });
  }
  expect(await w.run("drift", { policy })).toMatchObject({ outcome: "accepted", resumed: false });
  expect(w.calls).not.toContain("reconcile");
});

it("counts what ran and failed as fired", async () => {
  const error = new UpstreamError("code 3", { fault: "refused" });
  const failed: Firing = { outcome: "failed", detail: "code 3", receipt: { exit_code: 3 }, error };
  const w = world({ kind: "exec", canReconcile: false, fire: () => Promise.resolve(failed) });
  const policy = { ...OPEN, cooldownSeconds: 600 };
  expect(await w.run("drift", { policy })).toMatchObject({ outcome: "failed", error });
  expect(await w.run("drift", { policy })).toMatchObject({ outcome: "held" });
});

it("after a crash asks what became of it: it had arrived", async () => {
  const w = world();
  await expect(w.run("drift", {}, { fire: failing(crash) })).rejects.toBe(crash);
  const found = { ...ACCEPTED, detail: "found as build 5" };
  const result = await w.run("drift", {}, { reconcile: () => Promise.resolve(found) });
  expect(result).toMatchObject({ outcome: "accepted", resumed: true, detail: "found as build 5" });
  expect(w.calls).toEqual(["preflight"]); // and not fired a second time
  expect(w.events()).toEqual(["intent", "settled"]);
});

it("after a crash asks what became of it: it had not, and is sent", async () => {
  const w = world();
  await expect(w.run("drift", {}, { fire: failing(crash) })).rejects.toBe(crash);
  const policy = { ...OPEN, confirm: { needed: 1, of: 3 } };
  expect(await w.run("drift", { policy })).toMatchObject({ outcome: "accepted", resumed: true });
  expect(w.calls).toEqual(["preflight", "reconcile", "preflight", "fire"]);
  expect(w.events()).toEqual(["intent", "settled", "intent", "settled"]);
  const state = JSON.parse(w.files["run/state.json"] ?? "") as {
    targets: Record<string, { memory: { votes: boolean[] } }>;
  };
  expect(Object.values(state.targets)[0]?.memory.votes).toEqual([true]); // voted once
});

it("passes what preflight saw to the reconciliation", async () => {
  const w = world();
  await expect(w.run("drift", {}, { fire: failing(crash) })).rejects.toBe(crash);
  let seen: unknown;
  const reconcile: Retrainer["reconcile"] = (_, before) => {
    seen = before;
    return Promise.resolve(ACCEPTED);
  };
  await w.run("drift", {}, { reconcile });
  expect(seen).toEqual({ next_build_number: 5 });
});

it("after a crash, settles the old event and decides on the new one", async () => {
  const w = world();
  await expect(w.run("drift", {}, { fire: failing(crash) })).rejects.toBe(crash);
  expect(await w.run("no-drift")).toMatchObject({ outcome: "held" });
  expect(w.calls).toEqual(["preflight", "reconcile"]);
  const other = { evidence: evidence("drift", "dd") };
  await expect(w.run("drift", {}, { fire: failing(crash) })).rejects.toBe(crash);
  const arrived = { reconcile: () => Promise.resolve(ACCEPTED) };
  const cooldown = { policy: { ...OPEN, cooldownSeconds: 600 } };
  expect(await w.run("drift", { ...other, ...cooldown }, arrived)).toMatchObject({
    outcome: "held",
  });
});

it("never repeats what nobody can be asked about", async () => {
  const unknown: Firing = { outcome: "unknown", detail: "nobody knows", receipt: {} };
  const w = world({
    kind: "exec",
    canReconcile: false,
    reconcile: () => Promise.resolve(unknown),
  });
  await expect(w.run("drift", {}, { fire: failing(crash) })).rejects.toBe(crash);
  const result = await w.run("drift");
  expect(result).toMatchObject({ outcome: "unknown", error: { fault: "refused" } });
  expect(w.calls).toEqual(["preflight"]);
  const policy = { ...OPEN, cooldownSeconds: 600 };
  expect(await w.run("drift", { policy })).toMatchObject({ outcome: "held" }); // it may have fired
});

it("asks again about an answer that was lost, where somebody can be asked", async () => {
  const lost: Firing = { outcome: "unknown", detail: "HTTP 502", receipt: {} };
  const w = world();
  expect(await w.run("drift", {}, { fire: () => Promise.resolve(lost) })).toMatchObject({
    outcome: "unknown",
    error: { fault: "refused" },
  });
  const result = await w.run("drift", {}, { reconcile: () => Promise.resolve(ACCEPTED) });
  expect(result).toMatchObject({ outcome: "accepted", resumed: true });
});

it("takes up an interrupted request by hand, rather than make a second one", async () => {
  const w = world();
  await expect(w.run(null, {}, { fire: failing(crash) })).rejects.toBe(crash);
  const result = await w.run(null, {}, { reconcile: () => Promise.resolve(ACCEPTED) });
  expect(result).toMatchObject({ outcome: "accepted", resumed: true, verdict: null });
  expect(await w.run(null)).toMatchObject({ resumed: false });
});

it("waits for the end where that is wanted", async () => {
  const w = world();
  const wait = { timeoutMs: 1000, cancelOnTimeout: false };
  expect(await w.run("drift", { wait })).toMatchObject({
    outcome: "accepted",
    finish: DONE,
    receipt: { build_number: 7 },
  });
  expect(w.events()).toEqual(["intent", "settled", "finished"]);
});

it.each([
  ["failed", "refused"],
  ["cancelled", "refused"],
  ["lost", "refused"],
  ["timed-out", "timed-out"],
] as const)("says how a wait ended: %s", async (status, fault) => {
  const w = world({ wait: () => Promise.resolve({ ...DONE, status }) });
  const wait = { timeoutMs: 1000, cancelOnTimeout: false };
  expect(await w.run("drift", { wait })).toMatchObject({ error: { fault } });
});

it("goes on waiting where an earlier run was killed", async () => {
  const w = world();
  const request = {
    wait: { timeoutMs: 1000, cancelOnTimeout: false },
    policy: { ...OPEN, cooldownSeconds: 600 },
  };
  await expect(w.run("drift", request, { wait: failing(crash) })).rejects.toBe(crash);
  expect(await w.run("drift", request)).toMatchObject({ resumed: true, finish: DONE });
  expect(w.calls).toEqual(["preflight", "fire", "wait"]);
  expect(await w.run("drift", request)).toMatchObject({ outcome: "held" }); // that wait is over
});

it("refuses a state that it cannot read", async () => {
  const w = world();
  w.files["run/state.json"] = "{";
  await expect(w.run("drift")).rejects.toThrow(/not JSON/);
  w.files["run/state.json"] = '{"schema": "arlequin.trigger-state/9", "targets": {}}';
  await expect(w.run("drift")).rejects.toThrow(/not arlequin.trigger-state\/1/);
  expect(w.calls).toEqual([]);
});
