import { expect, it } from "vitest";
import { RETRAIN, fire, request, world } from "./jenkins-client.js";

const patient = { timeoutMs: null, cancelOnTimeout: false };

it("takes Hudson's 302 for a yes, and finds the build by its parameters", async () => {
  await using w = await world({ flavour: "hudson" });
  const client = w.client({ parameters: { MODEL: "fraud" } });
  const { outcome, receipt } = await fire(client);
  expect(outcome).toBe("accepted");
  expect(receipt).toMatchObject({ queue_id: null, build_number: null });
  expect(await client.wait!(request, receipt, patient)).toMatchObject({
    status: "succeeded",
    receipt: { build_number: 1, result: "SUCCESS" },
  });
});

it("finds a build that Hudson has begun at once", async () => {
  await using w = await world({ flavour: "hudson", jobs: [{ ...RETRAIN, quietMs: 0 }] });
  const { receipt } = await fire(w.client({ sendTriggerId: false, parameters: { NOTE: "x" } }));
  expect(receipt).toMatchObject({ build_number: 1 });
});

it("guesses no number where nothing tells the build", async () => {
  await using w = await world({ flavour: "hudson" });
  const client = w.client({ sendTriggerId: false });
  expect(await fire(client)).toMatchObject({ outcome: "unknown" });
});

it("knows that Hudson says 302 for a disabled job, and drops the request", async () => {
  await using w = await world({ flavour: "hudson", jobs: [{ ...RETRAIN, disabled: true }] });
  await expect(fire(w.client({ preflight: false }))).rejects.toMatchObject({ fault: "refused" });
  await expect(fire(w.client({ preflight: false, sendTriggerId: false }))).rejects.toThrow(
    /not taken/,
  );
});
