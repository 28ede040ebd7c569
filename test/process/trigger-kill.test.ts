import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { REPORT } from "../flows/trigger/report.js";
import { FakeJenkins } from "../integrations/fake-jenkins/fake-jenkins.js";
import { RETRAIN } from "../integrations/jenkins-client.js";
import { postServer } from "../integrations/post-server.js";
import { type ProcessEnd, bundledCommand } from "./bundled-command.js";

let folder: string;
let start: Awaited<ReturnType<typeof bundledCommand>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "arlequin-kill-"));
  start = await bundledCommand(folder);
  await writeFile(join(folder, "drift.json"), JSON.stringify(REPORT));
});
beforeEach(() => rm(join(folder, ".arlequin"), { recursive: true, force: true }));
afterAll(() => rm(folder, { recursive: true, force: true }));

const json = ({ stdout }: ProcessEnd) => JSON.parse(stdout) as Record<string, unknown>;

/** Run once, and kill the run with no warning at the moment that `when` resolves. */
async function killed(
  argv: readonly string[],
  env: Record<string, string>,
  when: Promise<unknown>,
) {
  const { child, end } = start(argv, env);
  await when;
  child.kill("SIGKILL");
  expect(await end).toMatchObject({ signal: "SIGKILL" });
}

const TRIGGER = ["trigger", "jenkins", "--job", "retrain", "--when", "drift.json", "--json"];

it.each([
  ["after the act", true],
  ["before it", false],
])("killed %s, Jenkins has one build in the end", async (_, done) => {
  await using fake = await FakeJenkins.start({ csrf: false, jobs: [RETRAIN] });
  const env = { JENKINS_URL: fake.url };
  const arrived = new Promise<void>((resolve) => {
    fake.faults.push({ done, silent: true, onArrival: resolve });
  });
  await killed(TRIGGER, env, arrived);
  expect(fake.controller.waiting()).toHaveLength(done ? 1 : 0);

  const second = await start(TRIGGER, env).end;
  expect(second.code, second.stderr).toBe(0);
  expect(json(second)).toMatchObject({ outcome: "accepted", resumed: true });
  expect(fake.controller.waiting()).toHaveLength(1);
  expect(fake.lines(/POST.*buildWith/)).toHaveLength(done ? 1 : 2);

  const third = await start(TRIGGER, env).end;
  expect(json(third)).toMatchObject({ outcome: "held" });
});

it("killed while it waits, it goes on to wait", async () => {
  await using fake = await FakeJenkins.start({
    csrf: false,
    jobs: [{ ...RETRAIN, quietMs: 0, buildMs: 1500 }],
  });
  const env = { JENKINS_URL: fake.url };
  const asked = expect.poll(() => fake.lines(/retrain\/1\/api/).length, { timeout: 20_000 });
  await killed([...TRIGGER, "--wait"], env, asked.toBeGreaterThan(0));
  const second = await start([...TRIGGER, "--wait"], env).end;
  expect(json(second)).toMatchObject({ resumed: true, finish: { status: "succeeded" } });
  expect(fake.job("retrain").builds).toHaveLength(1);
});

it("killed while a command runs, it says that nobody knows, and runs it no second time", async () => {
  const script = 'require("fs").appendFileSync("ran", "x"); process.kill(process.ppid, "SIGKILL")';
  const argv = ["trigger", "exec", "--when", "drift.json", "--json", "--"];
  const command = [...argv, process.execPath, "-e", script];
  expect(await start(command).end).toMatchObject({ signal: "SIGKILL" });
  const second = await start(command).end;
  expect(second.code).toBe(22);
  expect(json(second)).toMatchObject({ outcome: "unknown", resumed: true });
  expect(json(await start(command).end)).toMatchObject({ outcome: "held" });
  expect(await readFile(join(folder, "ran"), "utf8")).toBe("x");
});

it("killed before a webhook answers, it repeats the very same", async () => {
  await using server = await postServer("silence");
  const argv = ["trigger", "webhook", "--url", server.url, "--when", "drift.json", "--json"];
  const arrived = expect.poll(() => server.received.length, { timeout: 20_000 }).toBe(1);
  await killed(argv, {}, arrived);
  expect(json(await start(argv).end)).toMatchObject({ outcome: "accepted", resumed: true });
  const [first, second] = server.received;
  expect(second?.headers["idempotency-key"]).toBe(first?.headers["idempotency-key"]);
  expect(second?.body).toBe(first?.body);
});

it("lets one of two runs at once fire", async () => {
  await using fake = await FakeJenkins.start({ csrf: false, jobs: [RETRAIN] });
  const env = { JENKINS_URL: fake.url };
  const ends = await Promise.all([start(TRIGGER, env).end, start(TRIGGER, env).end]);
  expect(ends.map((end) => json(end).outcome).sort()).toEqual(["accepted", "held"]);
  expect(fake.lines(/POST.*buildWith/)).toHaveLength(1);
});

it("stops cleanly on Ctrl-C, and says where the build is", async () => {
  await using fake = await FakeJenkins.start({
    jobs: [{ ...RETRAIN, quietMs: 0, buildMs: 60_000 }],
  });
  const { child, end } = start([...TRIGGER, "--wait"], { JENKINS_URL: fake.url });
  await expect.poll(() => fake.lines(/retrain\/1\/api/).length, { timeout: 20_000 }).toBe(1);
  child.kill("SIGINT");
  const { code, stderr } = await end;
  expect(code).toBe(130);
  expect(stderr).toContain(`${fake.url}/job/retrain/1/`);
  expect(fake.lines(/stop/)).toEqual([]);
});
