import { expect, it } from "vitest";
import { REPORT } from "../flows/trigger/report.js";
import { FakeJenkins } from "../integrations/fake-jenkins/fake-jenkins.js";
import { RETRAIN } from "../integrations/jenkins-client.js";
import { jumpTimer } from "../integrations/jump-timer.js";
import { postServer } from "../integrations/post-server.js";
import { type FakeWorld, run } from "./fake-context.js";

const drift = JSON.stringify(REPORT);
const noDrift = JSON.stringify({ ...REPORT, verdict: "no-drift", drifted_columns: [] });
const NODE = process.execPath;

/** Runs of the command, one after another in one world. */
function sequence(world: FakeWorld = {}) {
  let files = world.files ?? { "drift.json": drift, "same.json": noDrift };
  const timer = jumpTimer();
  return {
    timer,
    run: async (argv: readonly string[], env: Record<string, string> = {}) => {
      const { with: context, ...rest } = world;
      const result = await run(["trigger", ...argv], {
        ...rest,
        files,
        now: new Date(timer.now()),
        env: { PATH: process.env.PATH ?? "", ...world.env, ...env },
        with: { fetch, timer, ...context },
      });
      ({ files } = result);
      const json = argv.includes("--json") && result.stdout !== "" ? result.stdout : "{}";
      return { ...result, json: JSON.parse(json) as Record<string, unknown> };
    },
  };
}

async function jenkins() {
  const world = sequence();
  const users = { ada: { token: "t0ken" } };
  const fake = await FakeJenkins.start({ jobs: [RETRAIN], users, now: () => world.timer.now() });
  const env = { JENKINS_URL: fake.url, JENKINS_USER: "ada", JENKINS_TOKEN: "t0ken" };
  return {
    fake,
    timer: world.timer,
    run: (...argv: string[]) => world.run(["jenkins", "--job", "retrain", ...argv], env),
    [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose](),
  };
}

it("asks Jenkins on drift, waits, and answers in JSON", async () => {
  await using ci = await jenkins();
  const { exitCode, json, stderr } = await ci.run(
    ...["--param", "MODEL=fraud", "--when", "drift.json", "--wait", "--json"],
  );
  expect(exitCode).toBe(0);
  expect(json).toMatchObject({
    schema: "arlequin.trigger/1",
    kind: "jenkins",
    target: `${ci.fake.url}/job/retrain`,
    verdict: "drift",
    decision: "fire",
    outcome: "accepted",
    receipt: { queue_id: 41, build_number: 1, result: "SUCCESS" },
    finish: { status: "succeeded" },
    error: null,
  });
  expect(stderr).toContain("Started by user\nFinished\n");
  const [build] = ci.fake.job("retrain").builds;
  expect(build?.parameters.get("ARLEQUIN_TRIGGER_ID")).toBe(json.trigger_id);
});

it("exits 22 when the build fails, 32 when the time is over, and tells it all the same", async () => {
  await using ci = await jenkins();
  ci.fake.job("retrain").spec.result = "FAILURE";
  const failed = await ci.run("--wait", "--json");
  expect(failed).toMatchObject({ exitCode: 22, json: { finish: { status: "failed" } } });
  expect(failed.stderr).toContain("error: build 1 of retrain ended: FAILURE");
  ci.fake.job("retrain").spec.buildMs = 600_000;
  const late = await ci.run("--wait", "--timeout", "60s", "--json");
  expect(late).toMatchObject({ exitCode: 32, json: { finish: { status: "timed-out" } } });
  expect(late.json).toMatchObject({ receipt: { build_url: `${ci.fake.url}/job/retrain/2/` } });
});

it("holds without drift, and within the cooldown that is the default", async () => {
  await using ci = await jenkins();
  expect((await ci.run("--when", "same.json", "--json")).json).toMatchObject({
    decision: "hold",
    reason: "the verdict is no-drift",
  });
  expect((await ci.run("--when", "drift.json", "--json")).json).toMatchObject({ decision: "fire" });
  const again = await ci.run("--when", "drift.json", "--json");
  expect(again).toMatchObject({ exitCode: 0, json: { decision: "hold", outcome: "held" } });
  expect(again.json.reason).toMatch(/^cooldown: 300 s of 300 s are left/);
  await ci.timer.sleep(300_000);
  expect((await ci.run("--when", "drift.json", "--json")).json).toMatchObject({ decision: "fire" });
  const log = (again.files[".arlequin/trigger-audit.jsonl"] ?? "").trimEnd().split("\n");
  expect(log.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(
    ["hold", "intent", "settled", "hold", "intent", "settled"].slice(0, log.length),
  );
});

it.each([
  [["--param", "MODLE=fraud"], 2, 'did you mean "MODEL"?'],
  [["--param", "MODEL"], 2, "sets no parameter"],
  [["--job", "retrian"], 2, 'did you mean "retrain"?'],
  [["--url", "http://ada:s3cret@ci.example/"], 2, "the address holds a password"],
  [["--url", "ci.example"], 2, "this is no address of the web"],
  [["--confirm", "3/2"], 2, "not a share of verdicts"],
  [["--when", "none.json"], 2, "none.json does not exist"],
  [["--cooldown", "soon"], 2, "Give a time span"],
  [["--user", "bob"], 31, "Jenkins does not accept the credentials of bob"],
])("answers %j with exit %i and starts nothing", async (argv, code, message) => {
  await using ci = await jenkins();
  const { exitCode, stderr } = await ci.run(...argv);
  expect(exitCode).toBe(code);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/s3cret|t0ken/);
  expect(ci.fake.lines(/POST/)).toEqual([]);
});

it("exits 22 for a disabled job, and 30 for a Jenkins that is not there", async () => {
  const ci = await jenkins();
  ci.fake.job("retrain").spec.disabled = true;
  expect(await ci.run("--json")).toMatchObject({ exitCode: 22, json: { outcome: "refused" } });
  await ci.fake[Symbol.asyncDispose]();
  expect(await ci.run("--json")).toMatchObject({ exitCode: 30, json: { outcome: "unreachable" } });
});

it("prints in a dry run what it would send, and sends nothing", async () => {
  await using ci = await jenkins();
  const { exitCode, stdout, files } = await ci.run("--param", "NOTE=x", "--dry-run");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("would fire (--dry-run: nothing was done)");
  expect(stdout).toContain(`POST ${ci.fake.url}/job/retrain/buildWithParameters`);
  expect(stdout).toContain("  NOTE=x");
  expect(stdout).not.toContain("t0ken");
  expect(ci.fake.requests).toEqual([]);
  expect(Object.keys(files)).toEqual(["drift.json", "same.json"]);
});

it("understands user and token in JENKINS_URL, and shows them nowhere", async () => {
  await using ci = await jenkins();
  const { run: runHere } = sequence();
  const JENKINS_URL = ci.fake.url.replace("http://", "http://ada:t0ken@");
  const done = await runHere(["jenkins", "--job", "retrain", "--json", "-v"], { JENKINS_URL });
  expect(done.exitCode).toBe(0);
  expect(done.stdout + done.stderr + JSON.stringify(done.files)).not.toContain("t0ken");
});

it("takes the drift report from stdin, and settings from the environment", async () => {
  const { run: trigger } = sequence({ files: { "-": drift } });
  const argv = ["exec", "--when", "-", "--json", "--", NODE, "-e", "0"];
  expect((await trigger(argv, { DRIFT_COOLDOWN_SECONDS: "0" })).json).toMatchObject({
    decision: "fire",
  });
  const edge = await trigger(argv, { DRIFT_COOLDOWN_SECONDS: "0", TRIGGER_EDGE_ONLY: "1" });
  expect(edge.json).toMatchObject({ decision: "hold" });
  expect(edge.json.reason).toMatch(/--edge-only/);
});

it("runs a command, and tells its code", async () => {
  const { run: trigger } = sequence();
  const script = 'console.log("trained"); process.exitCode = Number(process.argv[1])';
  const done = await trigger(["exec", "--json", "--", NODE, "-e", script, "0"]);
  expect(done).toMatchObject({
    exitCode: 0,
    json: { outcome: "accepted", receipt: { exit_code: 0 } },
  });
  expect(done.stderr).toContain("trained\n");
  const failed = await trigger(["exec", "--json", "--", NODE, "-e", script, "7"]);
  expect(failed).toMatchObject({
    exitCode: 22,
    json: { outcome: "failed", receipt: { exit_code: 7 } },
  });
  const absent = await trigger(["exec", "--json", "--", "no-such-program"]);
  expect(absent).toMatchObject({ exitCode: 2, json: { outcome: "refused" } });
  const slow = ["exec", "--timeout", "300ms", "--json", "--", NODE, "-e", "setInterval(()=>0,99)"];
  expect(await trigger(slow)).toMatchObject({ exitCode: 32, json: { outcome: "failed" } });
});

it("posts to a webhook and to Slack, whose addresses are shown to nobody", async () => {
  await using server = await postServer();
  const { run: trigger } = sequence();
  const hook = await trigger(["webhook", "--when", "drift.json", "--json"], {
    ARLEQUIN_WEBHOOK_URL: `${server.url}/hook?token=s3cret`,
    ARLEQUIN_WEBHOOK_SECRET: "shared-s3cret",
  });
  expect(hook).toMatchObject({
    exitCode: 0,
    json: { outcome: "accepted", receipt: { status: 200 } },
  });
  const channel = await trigger(["slack", "--when", "drift.json"], {
    SLACK_WEBHOOK: `${server.url}/services/T0/s3cretabcdefghijk1234`,
  });
  expect(channel.exitCode).toBe(0);
  const shown = [hook, channel].map(({ stdout, stderr, files }) => [stdout, stderr, files]);
  expect(JSON.stringify(shown)).not.toContain("s3cret");
  expect(server.received.map(({ headers }) => headers["idempotency-key"])).toEqual([
    hook.json.trigger_id,
    undefined,
  ]);
});

it.each([
  [["jenkins"], "nothing says where Jenkins is"],
  [["jenkins", "--url", "http://ci"], "no job is named"],
  [["jenkins", "--url", "http://ci", "--job", "j", "--user", "ada"], "and no token"],
  [["webhook"], "nothing says where to post"],
  [["slack"], "nothing says which channel"],
  [["exec"], "missing required argument"],
  [["airflow", "--dag", "x"], "trigger airflow is not in this version yet"],
  [["jenkin"], "unknown command"],
])("says what %j lacks", async (argv, message) => {
  const { exitCode, stdout, stderr } = await sequence().run(argv);
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^ {2}fix: {3}\S/m);
});

it("has a manual for each kind", async () => {
  const { stdout } = await run(["trigger", "--help"]);
  for (const kind of ["jenkins", "webhook", "slack", "exec"]) expect(stdout).toContain(kind);
  expect(stdout).not.toContain("airflow");
  expect((await run(["help", "trigger", "jenkins"])).stdout).toContain("ARLEQUIN_TRIGGER_ID");
});
