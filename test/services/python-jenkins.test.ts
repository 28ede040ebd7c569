import { beforeAll, expect, it } from "vitest";
import { FakeJenkins } from "../integrations/fake-jenkins/fake-jenkins.js";
import type { FakeOptions } from "../integrations/fake-jenkins/fake-options.js";
import { RETRAIN } from "../integrations/jenkins-client.js";
import { type PythonWith, pythonWith } from "./python-package.js";

/** A client that others wrote, against the fake: what both understand alike is no fancy of ours. */
const PACKAGE = "python-jenkins==1.8.3";
const HEAD = `
import jenkins, json, sys, time
server = jenkins.Jenkins(sys.argv[1], *sys.argv[2:4])
def build_of(item):
    for _ in range(100):
        left = server.get_queue_item(item)
        if left.get("executable"):
            return left["executable"]["number"]
        time.sleep(0.05)
    raise SystemExit("the item never left the queue")
def finished(job, number):
    for _ in range(100):
        build = server.get_build_info(job, number)
        if not build["building"]:
            return build
        time.sleep(0.05)
    raise SystemExit("the build never ended")
def show(**answer):
    print(json.dumps(answer))
`;

let python: PythonWith | string;
beforeAll(async () => {
  python = await pythonWith(PACKAGE);
});

/** Run a script of the foreign client against a fake of its own. */
function foreign(
  name: string,
  script: string,
  options: FakeOptions,
  check: (answer: unknown, fake: FakeJenkins) => void,
) {
  it(name, async ({ skip }) => {
    if (typeof python === "string") return skip(python);
    const quick = { ...RETRAIN, quietMs: 200, buildMs: 300, log: "Grüße\nFinished: SUCCESS\n" };
    await using fake = await FakeJenkins.start({ jobs: [quick], ...options });
    const [user] = Object.entries(options.users ?? {});
    const login = user ? [user[0], user[1].password ?? user[1].token] : [];
    check(await python.json(HEAD + script, fake.url, ...login), fake);
  });
}

const BUILD = `
version = server.get_version()
item = server.build_job("retrain", {"MODEL": "fraud", "NOTE": "Ü x", "ARLEQUIN_TRIGGER_ID": "id1"})
waiting = server.get_queue_item(item)
try:
    joined = server.build_job("retrain", {"MODEL": "fraud", "NOTE": "Ü x", "ARLEQUIN_TRIGGER_ID": "id1"})
except jenkins.NotFoundException:
    joined = "not found"
queue = server.get_queue_info()
number = build_of(item)
build = finished("retrain", number)
parameters = {p["name"]: p["value"] for a in build["actions"] for p in a.get("parameters", [])}
show(version=version, item=item, why=waiting["why"], joined=joined, queued=[i["id"] for i in queue],
     number=number, result=build["result"], queue_id=build["queueId"], parameters=parameters,
     console=server.get_build_console_output("retrain", number))
`;
const BUILT = {
  version: "2.579",
  item: 41,
  why: expect.stringMatching(/^In the quiet period/) as string,
  joined: "not found", // it follows the 303 to a page that is not there: the trap, in the flesh
  queued: [41],
  number: 1,
  result: "SUCCESS",
  queue_id: 41,
  parameters: { ARLEQUIN_TRIGGER_ID: "id1", MODEL: "fraud", FORCE: "false", NOTE: "Ü x" },
  console: "Grüße\nFinished: SUCCESS\n",
};

foreign("builds a job, and follows it to its log", BUILD, {}, (answer) => {
  expect(answer).toEqual(BUILT);
});

const users = { ada: { token: "t0ken", password: "lovelace" } };
foreign("does so with a password, crumb and cookie", BUILD, { users }, (answer, fake) => {
  expect(answer).toEqual(BUILT);
  expect(fake.lines(/crumbIssuer/).length).toBeGreaterThan(0);
});

foreign("does so where the protection is off", BUILD, { csrf: false }, (answer) => {
  expect(answer).toEqual(BUILT);
});

foreign(
  "stops a build, cancels an item, makes a job",
  `
server.create_job("made", "<project><properties><hudson.model.ParametersDefinitionProperty>"
  "<parameterDefinitions><hudson.model.StringParameterDefinition><name>A</name>"
  "</hudson.model.StringParameterDefinition></parameterDefinitions>"
  "</hudson.model.ParametersDefinitionProperty></properties></project>")
waiting = server.build_job("made", {"A": "1"})
server.cancel_queue(waiting)
cancelled = server.get_queue_item(waiting)["cancelled"]
number = build_of(server.build_job("retrain", {"NOTE": "long"}))
server.stop_build("retrain", number)
show(cancelled=cancelled, result=finished("retrain", number)["result"],
     exists=server.job_exists("made"), absent=bool(server.job_exists("gone")),
     jobs=[job["name"] for job in server.get_jobs()],
     xml="StringParameterDefinition" in server.get_job_config("made"))
`,
  { jobs: [{ ...RETRAIN, quietMs: 0, buildMs: 60_000 }] },
  (answer) => {
    expect(answer).toEqual({
      cancelled: true,
      result: "ABORTED",
      exists: true,
      absent: false,
      jobs: ["retrain", "made"],
      xml: true,
    });
  },
);

foreign(
  "fails where it must: a job that is not there, a disabled one, a wrong choice",
  `
def refused(*args):
    try:
        server.build_job(*args)
        return None
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
show(gone=refused("gone", {"A": "1"}), off=refused("off", {}), choice=refused("retrain", {"MODEL": "no"}))
`,
  { jobs: [RETRAIN, { name: "off", disabled: true }] },
  (answer) => {
    expect(answer).toMatchObject({
      gone: expect.stringMatching(/NotFound|404|does not exist/) as string,
      off: expect.stringContaining("409") as string,
      choice: expect.stringContaining("500") as string,
    });
  },
);
