import { expect, it } from "vitest";
import { fire, request, world } from "./jenkins-client.js";

const users = {
  ada: { token: "11token", password: "lovelace" },
  eve: { token: "22token", mayBuild: false },
  bob: { token: "33token", mayRead: false },
};
const unauthorized = (message: RegExp) =>
  expect.objectContaining({
    name: "UpstreamError",
    fault: "unauthorized",
    message: expect.stringMatching(message) as string,
  }) as Error;

it("needs no crumb with an API token", async () => {
  await using w = await world({ users, csrf: true });
  const client = w.client({}, { user: "ada", token: "11token" });
  expect(await fire(client)).toMatchObject({ outcome: "accepted" });
  expect(w.fake.lines(/crumb/)).toEqual([]);
});

it("fetches a crumb for a password, and sends its session's cookie", async () => {
  await using w = await world({ users, csrf: true });
  const client = w.client({}, { user: "ada", token: "lovelace" });
  expect(await fire(client)).toMatchObject({ outcome: "accepted" });
  expect(w.fake.lines(/crumb|POST/)).toEqual([
    "POST /job/retrain/buildWithParameters",
    "GET /crumbIssuer/api/json",
    "POST /job/retrain/buildWithParameters",
  ]);
});

it("goes on without a crumb where the protection is off", async () => {
  await using w = await world({ users, csrf: false });
  const client = w.client({}, { user: "ada", token: "lovelace" });
  expect(await fire(client)).toMatchObject({ outcome: "accepted" });
});

it("tells the ways of being turned away apart", async () => {
  await using w = await world({ users, csrf: true });
  const as = (user: string, token: string) => w.client({}, { user, token });
  await expect(fire(as("ada", "wrong"))).rejects.toThrow(unauthorized(/credentials of ada/));
  await expect(fire(as("eve", "22token"))).rejects.toThrow(unauthorized(/refuses eve/));
  await expect(as("bob", "33token").preflight(request)).rejects.toMatchObject({
    name: "InputError",
    fix: expect.stringMatching(/give bob Job\/Read, without which Jenkins hides/) as string,
  });
});

it("knows a login page in the place of Jenkins", async () => {
  await using w = await world({ loginPage: true });
  await expect(w.client().preflight(request)).rejects.toThrow(unauthorized(/login page/));
  await expect(fire(w.client({ preflight: false }))).rejects.toThrow(unauthorized(/login page/));
});

it("knows a redirect to a login", async () => {
  await using w = await world();
  const location = "https://login.example/oauth2/authorize";
  w.fake.faults.push({ status: 302, headers: { location } });
  await expect(fire(w.client())).rejects.toThrow(unauthorized(/login page/));
});

it("reads with patience, and says when that ends", async () => {
  await using w = await world();
  w.fake.getFaults.push({ status: 503 }, {});
  await w.client().preflight(request);
  w.fake.getFaults.push({ status: 503 }, {}, { status: 503 });
  await expect(w.client().preflight(request)).rejects.toMatchObject({ fault: "unreachable" });
});

it("shows no secret in plans and targets", async () => {
  await using w = await world();
  const client = w.client({ parameters: { NOTE: "x" } }, { user: "ada", token: "s3cret" });
  const shown = JSON.stringify([client.plan(request), client.target]);
  expect(shown).not.toContain("s3cret");
  expect(client.plan(request).map(({ step }) => step)).toEqual([
    `GET ${w.fake.url}/job/retrain/api/json`,
    `POST ${w.fake.url}/job/retrain/buildWithParameters`,
  ]);
  expect(w.fake.requests).toEqual([]);
});

it("sets the trigger id itself", async () => {
  await using w = await world();
  expect(() => w.client({ parameters: { ARLEQUIN_TRIGGER_ID: "mine" } })).toThrow(
    /set by arlequin/,
  );
});
