import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { webhook } from "../../src/integrations/webhook.js";
import { request } from "./jenkins-client.js";
import { postServer } from "./post-server.js";

const upstream = (fault: string) =>
  expect.objectContaining({ name: "UpstreamError", fault }) as Error;

it("posts the decision with its key, signed over time and body", async () => {
  await using server = await postServer();
  const hook = webhook(server.access, { url: `${server.url}/hook?team=ml`, secret: "s3cret" });
  expect(await hook.fire(request, {})).toMatchObject({
    outcome: "accepted",
    receipt: { status: 200 },
  });
  const [{ url, headers, body } = { url: "", headers: {}, body: "" }] = server.received;
  expect([url, body]).toEqual(["/hook?team=ml", request.decision]);
  expect(headers).toMatchObject({
    "content-type": "application/json",
    "idempotency-key": request.triggerId,
    "x-arlequin-timestamp": String(server.timer.now() / 1000),
  });
  const signed = `${String(headers["x-arlequin-timestamp"])}.${body}`;
  const mac = createHmac("sha256", "s3cret").update(signed).digest("hex");
  expect(headers["x-arlequin-signature"]).toBe(`sha256=${mac}`);
});

it("leaves the signature out where there is no secret", async () => {
  await using server = await postServer();
  await webhook(server.access, { url: server.url }).fire(request, {});
  expect(server.received[0]?.headers).not.toHaveProperty("x-arlequin-signature");
});

it("repeats under the same key what the receiver could not take", async () => {
  await using server = await postServer({ status: 429, headers: { "retry-after": "5" } }, "reset", {
    status: 202,
  });
  const hook = webhook(server.access, { url: server.url, secret: "s" });
  expect(await hook.fire(request, {})).toMatchObject({ outcome: "accepted" });
  expect(server.timer.slept).toEqual([5000, 2000]);
  const keys = server.received.map(({ headers }) => headers["idempotency-key"]);
  expect(new Set(keys)).toEqual(new Set([request.triggerId]));
  const signatures = server.received.map(({ headers }) => headers["x-arlequin-signature"]);
  expect(new Set(signatures).size).toBe(3); // each with its time
});

it("repeats the very same after a crash", async () => {
  await using server = await postServer();
  const hook = webhook(server.access, { url: server.url });
  expect(hook.canReconcile).toBe(true);
  expect(await hook.reconcile(request, {})).toMatchObject({ outcome: "accepted" });
  expect(server.received[0]?.headers["idempotency-key"]).toBe(request.triggerId);
  const gone = { ...request, decision: "" };
  expect(await hook.reconcile(gone, {})).toMatchObject({ outcome: "unknown" });
});

it("does not know what became of answers that were lost to the last", async () => {
  await using server = await postServer("reset", "reset", "reset");
  const firing = await webhook(server.access, { url: server.url }).fire(request, {});
  expect(firing.outcome).toBe("unknown");
});

it.each([
  [{ status: 500 }, "unreachable", 3],
  [{ status: 401 }, "unauthorized", 1],
  [{ status: 403 }, "unauthorized", 1],
  [{ status: 404 }, "refused", 1],
  [{ status: 302, headers: { location: "/login" } }, "refused", 1],
  [{ status: 307, headers: { location: "http://elsewhere.example/hook" } }, "refused", 1],
])("%j is %s, after %i requests", async (answer, fault, count) => {
  await using server = await postServer(answer, answer, answer);
  const hook = webhook(server.access, { url: server.url, secret: "s" });
  await expect(hook.fire(request, {})).rejects.toThrow(upstream(fault));
  expect(server.received).toHaveLength(count);
});

it("follows a redirect that keeps the method on the same server alone", async () => {
  await using server = await postServer({ status: 308, headers: { location: "/v2/hook" } });
  await webhook(server.access, { url: `${server.url}/hook`, secret: "s" }).fire(request, {});
  expect(server.received.map(({ url }) => url)).toEqual(["/hook", "/v2/hook"]);
  expect(server.received[1]?.body).toBe(request.decision);
});

it("gives up on a server that is not there, and names no secret", async () => {
  const server = await postServer();
  await server[Symbol.asyncDispose]();
  const url = server.url.replace("http://", "http://ada:s3cret@");
  const hook = webhook(server.access, { url: `${url}/hook?key=s3cret` });
  const error: unknown = await hook.fire(request, {}).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ fault: "unreachable" });
  expect(JSON.stringify([error, hook.plan(request), hook.target, server.said])).not.toContain(
    "s3cret",
  );
  expect(server.timer.slept).toEqual([1000, 2000]);
});

it("sends user and password of an address as a header", async () => {
  await using server = await postServer();
  const url = server.url.replace("http://", "http://ada:love%20lace@");
  await webhook(server.access, { url }).fire(request, {});
  const basic = Buffer.from("ada:love lace").toString("base64");
  expect(server.received[0]?.headers.authorization).toBe(`Basic ${basic}`);
});
