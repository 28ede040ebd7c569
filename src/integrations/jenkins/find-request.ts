import type { Controller } from "./controller.js";
import { jobPath } from "./job-path.js";

/** Where a request was found: in the queue, or as a build. */
export interface FoundRequest {
  readonly queueId: number | null;
  readonly buildNumber: number | null;
}

interface WithParameters {
  readonly actions?: ({ parameters?: { name: string; value?: unknown }[] } | null)[];
}
interface QueueItem extends WithParameters {
  readonly id: number;
  readonly task?: { name?: string; url?: string };
}
export interface BuildEntry extends WithParameters {
  readonly number: number;
  readonly queueId?: number;
}

/**
 * Look for a request by its parameters, in the queue and among the builds since `nextBuildNumber`.
 * Only when a parameter tells it from all others is what is found surely the same request.
 *
 * @param since the number that the next build was going to have before the request; 0 if unknown
 * @returns undefined when it is in neither
 */
export async function findRequest(
  jenkins: Controller,
  job: string,
  parameters: Readonly<Record<string, string>>,
  since: number,
): Promise<FoundRequest | undefined> {
  const tree = "items[id,task[name,url],actions[parameters[name,value]]]";
  const queue = (await jenkins.json("queue", tree)) as { items?: QueueItem[] } | undefined;
  const path = `/${jobPath(job)}/`;
  const item = queue?.items?.find(
    (candidate) => isTask(candidate, path) && carries(candidate, parameters),
  );
  if (item !== undefined) return { queueId: item.id, buildNumber: null };
  const builds = await recentBuilds(jenkins, job);
  const build = builds.find((entry) => entry.number >= since && carries(entry, parameters));
  if (build === undefined) return undefined;
  return { queueId: build.queueId ?? null, buildNumber: build.number };
}

/** The newest builds, newest first, with their queue ids and parameters. */
export async function recentBuilds(jenkins: Controller, job: string): Promise<BuildEntry[]> {
  const tree = "builds[number,queueId,url,actions[parameters[name,value]]]";
  // Hudson does not know the range.
  const answer = await jenkins
    .json(jobPath(job), `${tree}{0,50}`)
    .catch(() => jenkins.json(jobPath(job), tree));
  return (answer as { builds?: BuildEntry[] } | undefined)?.builds ?? [];
}

function isTask({ task }: QueueItem, path: string): boolean {
  if (task?.url === undefined) return true;
  // Its host is what Jenkins believes to be called; the path ends the same under any name.
  return `${task.url.replace(/\/+$/, "")}/`.endsWith(path);
}

function carries(entry: WithParameters, wanted: Readonly<Record<string, string>>): boolean {
  const parameters = (entry.actions ?? []).flatMap((action) => action?.parameters ?? []);
  const has = new Map(parameters.map(({ name, value }) => [name, String(value)]));
  return Object.entries(wanted).every(([name, value]) => has.get(name) === value);
}
