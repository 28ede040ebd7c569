import { InputError } from "../core/errors.js";
import { redactText } from "../core/redact-url.js";
import type { Receipt, Retrainer, RetrainingRequest } from "../ports/retrainer.js";
import { type JenkinsAccess, controller } from "./jenkins/controller.js";
import { findRequest } from "./jenkins/find-request.js";
import { followBuild } from "./jenkins/follow-build.js";
import { TRIGGER_ID, checkParameters, jobDefinition } from "./jenkins/job-definition.js";
import { jobPath } from "./jenkins/job-path.js";
import { type BuildRequest, receipt, startBuild } from "./jenkins/start-build.js";

export interface JenkinsTarget {
  /** "folder/name" */
  readonly job: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Send ARLEQUIN_TRIGGER_ID, so that a request can be found again. */
  readonly sendTriggerId: boolean;
  /** Look at the job's declaration before asking; needs Job/Read. */
  readonly preflight: boolean;
  /** A line for people. */
  readonly say: (line: string) => void;
  /** Where the build's own log goes; absent when nobody wants it. */
  readonly log?: ((text: string) => void) | undefined;
  readonly jitter: () => number;
}

/** A job on a Jenkins controller; Hudson, its ancestor, is understood as far as it goes. */
export function jenkins(access: JenkinsAccess, target: JenkinsTarget): Retrainer {
  const { job, sendTriggerId } = target;
  const jenkins = controller(access);
  const jobUrl = `${jenkins.root}/${jobPath(job)}`;

  if (TRIGGER_ID in target.parameters) {
    const fix = `leave --param ${TRIGGER_ID} out`;
    throw new InputError(`${TRIGGER_ID} is set by arlequin itself`, { where: "--param", fix });
  }

  const parametersOf = ({ triggerId }: RetrainingRequest) => ({
    ...target.parameters,
    ...(sendTriggerId ? { [TRIGGER_ID]: triggerId } : {}),
  });
  const identityOf = (request: RetrainingRequest): Readonly<Record<string, string>> =>
    sendTriggerId ? { [TRIGGER_ID]: request.triggerId } : target.parameters;
  const buildRequest = (request: RetrainingRequest, before: Receipt): BuildRequest => ({
    job,
    parameters: parametersOf(request),
    identity: identityOf(request),
    identified: sendTriggerId,
    since: typeof before.next_build_number === "number" ? before.next_build_number : 0,
    plain: before.plain === 1,
    say: target.say,
  });

  return {
    kind: "jenkins",
    target: redactText(jobUrl),
    memoryKey: `jenkins ${redactText(jobUrl)}`,
    canReconcile: sendTriggerId,

    plan(request) {
      const parameters = Object.entries(parametersOf(request));
      return [
        ...(target.preflight
          ? [{ step: `GET ${redactText(jobUrl)}/api/json`, details: ["check job and parameters"] }]
          : []),
        {
          step: `POST ${redactText(jobUrl)}/${parameters.length > 0 ? "buildWithParameters" : "build"}`,
          details: [
            ...(access.user === undefined ? [] : [`as ${access.user}, with an API token`]),
            ...parameters.map(([name, value]) => `${name}=${value}`),
          ],
        },
      ];
    },

    async preflight(request) {
      if (!target.preflight) return {};
      const definition = await jobDefinition(jenkins, job);
      checkParameters(job, definition, parametersOf(request));
      return {
        next_build_number: definition.nextBuildNumber,
        plain: definition.parameters === undefined ? 1 : 0,
      };
    },

    fire(request, before) {
      return startBuild(jenkins, buildRequest(request, before));
    },

    async reconcile(request, before) {
      const build = buildRequest(request, before);
      if (!build.identified) {
        const detail = "without a trigger id, Jenkins cannot be asked what became of the request";
        return { outcome: "unknown", detail, receipt: {} };
      }
      const found = await findRequest(jenkins, job, build.identity, build.since);
      if (found === undefined) {
        return { outcome: "absent", detail: "neither the queue nor a build holds the request" };
      }
      const place = found.buildNumber ?? null;
      const detail = place === null ? "found in the queue" : `found as build ${place}`;
      return { outcome: "accepted", detail, receipt: receipt(jenkins, build, found) };
    },

    wait(request, known, options) {
      const followed = {
        job,
        receipt: known as ReturnType<typeof receipt>,
        identity: identityOf(request),
        identified: sendTriggerId,
        say: target.say,
        log: target.log,
        jitter: target.jitter,
      };
      return followBuild(jenkins, followed, options);
    },
  };
}
