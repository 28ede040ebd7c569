import { InputError, UpstreamError } from "../../core/errors.js";
import { didYouMean } from "../../core/nearest-name.js";
import type { Controller } from "./controller.js";
import { jobNames, jobPath } from "./job-path.js";

/** The parameter that carries the trigger id, so that a request can be found again. */
export const TRIGGER_ID = "ARLEQUIN_TRIGGER_ID";

interface ParameterDefinition {
  readonly name: string;
  readonly type?: string;
  readonly choices?: readonly string[];
}

/** A job as its API describes it. */
export interface JobDefinition {
  readonly buildable: boolean;
  /** Builds from this number on are later than this look; 0 where nobody tells. */
  readonly nextBuildNumber: number;
  /** Undefined where the job takes no parameters at all. */
  readonly parameters: readonly ParameterDefinition[] | undefined;
}

const TREE =
  "buildable,inQueue,nextBuildNumber,property[parameterDefinitions[name,type,choices,defaultParameterValue[value]]]";

/**
 * Read what a job is.
 *
 * @throws {InputError} when there is no such job, or it is hidden from this user
 */
export async function jobDefinition(jenkins: Controller, job: string): Promise<JobDefinition> {
  const answer = (await jenkins.json(jobPath(job), TREE)) as
    | {
        buildable?: boolean;
        nextBuildNumber?: number;
        property?: ({ parameterDefinitions?: ParameterDefinition[] } | null)[];
      }
    | undefined;
  if (answer === undefined) throw await noSuchJob(jenkins, job);
  const { buildable, nextBuildNumber } = answer;
  if (buildable === undefined && nextBuildNumber === undefined) {
    const fix = "name the job in it as folder/job";
    throw new InputError(`${job} is a folder or a view, not a job`, { where: "--job", fix });
  }
  const definitions = answer.property?.flatMap((entry) => entry?.parameterDefinitions ?? []) ?? [];
  return {
    buildable: buildable ?? true,
    nextBuildNumber: nextBuildNumber ?? 0,
    parameters: definitions.length === 0 ? undefined : definitions,
  };
}

/** Jenkins hides a job from those who may not read it: absent and hidden look the same. */
export async function noSuchJob(jenkins: Controller, job: string): Promise<InputError> {
  const names = jobNames(job);
  const folder = names.slice(0, -1);
  const path = folder.map((name) => `job/${encodeURIComponent(name)}`).join("/");
  const listing = await jenkins.json(path, "jobs[name]").catch(() => undefined);
  const jobs = (listing as { jobs?: { name: string }[] } | undefined)?.jobs ?? [];
  const known = jobs.map(({ name }) => [...folder, name].join("/"));
  const user = jenkins.access.user ?? "an anonymous caller";
  return new InputError(`there is no job ${job}${didYouMean(job, known)}`, {
    where: `${jenkins.root}/${jobPath(job)}`,
    fix: `check the name (a job in a folder is folder/job), or give ${user} Job/Read, without which Jenkins hides the job`,
  });
}

/**
 * Hold the parameters against the job's declaration: Jenkins drops undeclared ones in silence.
 *
 * @throws {InputError} on the first that the job would not take as it is meant
 * @throws {UpstreamError} `refused`, when the job is disabled
 */
export function checkParameters(
  job: string,
  definition: JobDefinition,
  parameters: Readonly<Record<string, string>>,
): void {
  if (!definition.buildable) {
    const fix = "enable the job in Jenkins, or save its configuration once";
    throw new UpstreamError(`${job} is disabled`, { where: "--job", fix, fault: "refused" });
  }
  const declared = definition.parameters ?? [];
  const names = [...new Set(declared.map(({ name }) => name))]; // Hudson lists them twice
  for (const [name, value] of Object.entries(parameters)) {
    const known = declared.find((parameter) => parameter.name === name);
    if (known === undefined) throw undeclared(job, name, names);
    const choices = isBoolean(known) ? ["true", "false"] : known.choices;
    if (choices === undefined || choices.includes(value)) continue;
    throw new InputError(`${job} takes no ${name}=${value}${didYouMean(value, choices)}`, {
      where: `--param ${name}`,
      fix: `give one of ${choices.join(", ")}`,
    });
  }
}

function isBoolean({ type }: ParameterDefinition): boolean {
  return type === "BooleanParameterDefinition"; // anything but "true" would silently be false
}

function undeclared(job: string, name: string, names: readonly string[]): InputError {
  const has = names.length === 0 ? "it takes no parameters" : `it has: ${names.join(", ")}`;
  if (name === TRIGGER_ID) {
    return new InputError(`${job} does not declare ${TRIGGER_ID}`, {
      where: `${job} (${has})`,
      fix: `add a string parameter ${TRIGGER_ID} to the job, or give --no-trigger-id: then a request whose answer is lost is not repeated`,
    });
  }
  const what = `${job} does not declare the parameter ${name}${didYouMean(name, names)}`;
  const fix = "declare it in the job, or leave it out: Jenkins would drop it in silence";
  return new InputError(what, { where: `--param ${name} (${has})`, fix });
}
