import { type JenkinsTarget, jenkins } from "../../src/integrations/jenkins.js";
import type { JenkinsAccess } from "../../src/integrations/jenkins/controller.js";
import type { Retrainer, RetrainingRequest } from "../../src/ports/retrainer.js";
import { FakeJenkins } from "./fake-jenkins/fake-jenkins.js";
import type { FakeOptions } from "./fake-jenkins/fake-options.js";
import { jumpTimer } from "./jump-timer.js";

export const TRIGGER_ID_PARAMETER = { name: "ARLEQUIN_TRIGGER_ID" };
export const RETRAIN = {
  name: "retrain",
  parameters: [
    TRIGGER_ID_PARAMETER,
    { name: "MODEL", type: "Choice", choices: ["credit", "fraud"] },
    { name: "FORCE", type: "Boolean" },
    { name: "NOTE" },
  ],
} as const;

export const request = requestNamed("a".repeat(64));

export function requestNamed(triggerId: string): RetrainingRequest {
  return {
    triggerId,
    reason: "drift: 1 of 3 columns drifts",
    facts: [["drifted columns", "amount"]],
    decision: `{"schema":"arlequin.drift/1","trigger":{"id":"${triggerId}"}}`,
    decisionPath: "run/decision.json",
  };
}

export interface World extends AsyncDisposable {
  readonly fake: FakeJenkins;
  readonly said: string[];
  readonly log: string[];
  readonly timer: ReturnType<typeof jumpTimer>;
  client(target?: Partial<JenkinsTarget>, access?: Partial<JenkinsAccess>): Retrainer;
}

/** A fake controller and clients of it, on one time that jumps. */
export async function world(options: FakeOptions = {}): Promise<World> {
  const timer = jumpTimer();
  const fake = await FakeJenkins.start({
    jobs: [RETRAIN],
    csrf: false,
    now: () => timer.now(),
    ...options,
  });
  const said: string[] = [];
  const log: string[] = [];
  return {
    fake,
    said,
    log,
    timer,
    client(target = {}, access = {}) {
      return jenkins(
        { url: fake.url, timeoutMs: 5000, retries: 2, timer, fetch, ...access },
        {
          job: "retrain",
          parameters: {},
          sendTriggerId: true,
          preflight: true,
          say: (line) => said.push(line),
          log: (text) => log.push(text),
          jitter: () => 0.5,
          ...target,
        },
      );
    },
    [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose](),
  };
}

/** Preflight, then fire, as the flow does. */
export async function fire(client: Retrainer, what = request) {
  return client.fire(what, await client.preflight(what));
}
