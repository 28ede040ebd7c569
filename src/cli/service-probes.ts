import type { Context } from "./context.js";
import { addressFrom } from "./commands/trigger/secret.js";

/** Milliseconds that a service has to answer the doctor. */
const PATIENCE_MS = 10_000;

/**
 * A look at every service that the environment names: what it says of itself. What is not configured
 * is not asked for.
 *
 * @returns by name; each throws an UpstreamError or an InputError where something is wrong
 */
export function serviceProbes(context: Reach): Readonly<Record<string, () => Promise<string>>> {
  const { env } = context;
  const probes: Record<string, () => Promise<string>> = {};
  if (isSet(env.JENKINS_URL)) probes.jenkins = () => jenkinsAnswers(context, env.JENKINS_URL!);
  for (const name of ["SLACK_WEBHOOK", "ARLEQUIN_WEBHOOK_URL"]) {
    const url = env[name];
    // Asking would post: only the address itself is looked at.
    if (isSet(url))
      probes[name] = () => Promise.resolve(`${addressFrom(url!, name).host}, not asked`);
  }
  return probes;
}

type Reach = Pick<Context, "env" | "fetch" | "timer">;

/** Jenkins' version, once it has let the user in. */
async function jenkinsAnswers({ env, fetch, timer }: Reach, url: string): Promise<string> {
  addressFrom(url, "JENKINS_URL");
  const { controller } = await import("../integrations/jenkins/controller.js");
  const [user, token] = [env.JENKINS_USER, env.JENKINS_TOKEN?.trim()];
  const jenkins = controller({
    url,
    user,
    token,
    timeoutMs: PATIENCE_MS,
    retries: 0,
    fetch,
    timer,
  });
  await jenkins.json("", "mode"); // throws what is wrong: not there, not let in, not Jenkins
  const { headers } = await jenkins.get("api/json?tree=mode");
  const version = headers.get("x-jenkins");
  const who = user === undefined ? "nobody logged in" : `as ${user}`;
  return `${version === null ? "a relative of Jenkins" : `Jenkins ${version}`} answers, ${who}`;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== "";
}
