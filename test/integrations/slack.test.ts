import { expect, it } from "vitest";
import { slack, slackMessage } from "../../src/integrations/slack.js";
import { request } from "./jenkins-client.js";
import { postServer } from "./post-server.js";

it("tells the channel why, with the facts", async () => {
  await using server = await postServer();
  const target = slack(server.access, server.url);
  expect(await target.fire(request, {})).toMatchObject({ outcome: "accepted" });
  expect(JSON.parse(server.received[0]?.body ?? "")).toEqual({
    text: "Retraining: drift: 1 of 3 columns drifts",
    blocks: [
      {
        type: "section",
        text: { type: "mrkdwn", text: "Retraining: drift: 1 of 3 columns drifts" },
      },
      { type: "section", text: { type: "mrkdwn", text: "• *drifted columns*: amount" } },
    ],
  });
});

it("lets no data steer the message, nor burst it", () => {
  const hostile = slackMessage({ ...request, facts: [["a&b", "<!channel> <http://x|y>"]] });
  expect(JSON.stringify(hostile)).not.toMatch(/<|&b/);
  const long = slackMessage({ ...request, facts: [["columns", "x".repeat(9000)]] });
  for (const { text } of long.blocks) expect(text.text.length).toBeLessThan(3000);
});

it("repeats only what was turned away, never what may have arrived", async () => {
  await using turned = await postServer({ status: 429, headers: { "retry-after": "30" } });
  expect(await slack(turned.access, turned.url).fire(request, {})).toMatchObject({
    outcome: "accepted",
  });
  expect(turned.timer.slept).toEqual([30_000]);

  await using lost = await postServer("reset");
  expect(await slack(lost.access, lost.url).fire(request, {})).toMatchObject({
    outcome: "unknown",
  });
  expect(lost.received).toHaveLength(1);
});

it.each([
  [403, "invalid_token", "unauthorized"],
  [404, "no_service", "refused"],
  [410, "channel_is_archived", "refused"],
  [500, "rollup_error", "unreachable"],
])("%i %s is %s", async (status, body, fault) => {
  await using server = await postServer({ status, body });
  await expect(slack(server.access, server.url).fire(request, {})).rejects.toMatchObject({
    fault,
    message: `Slack refuses the message: HTTP ${status} (${body})`,
  });
  expect(server.received).toHaveLength(1);
});

it("shows nothing of the address that could be used", async () => {
  await using server = await postServer();
  const target = slack(
    server.access,
    "https://hooks.slack.com/services/T0/B0/abcdefghijklmnop12345678",
  );
  const shown = JSON.stringify([target.target, target.plan(request)]);
  expect(shown).toContain("https://hooks.slack.com/services/T0/B0/***");
  expect(shown).not.toContain("abcdefghijklmnop");
  expect(await target.reconcile(request, {})).toMatchObject({ outcome: "unknown" });
});
