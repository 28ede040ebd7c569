import { Answer, type Call, html, mustPost } from "./answer.js";
import { defaultOf } from "./documents.js";
import type { FakeOptions } from "./fake-options.js";
import type { FakeController, Job } from "./model.js";

interface BuildHost {
  readonly controller: FakeController;
  readonly options: FakeOptions;
  /** What Jenkins believes to be its address. */
  readonly root: string;
}

/** A request to build: refused in the ways that Jenkins has, or put into the queue. */
export function startBuild(
  { controller, options, root }: BuildHost,
  call: Call,
  job: Job,
  action: string,
): Answer {
  const { flavour = "jenkins" } = options;
  const isModern = flavour === "jenkins";
  if (call.method !== "POST" && flavour !== "hudson") return mustPost();
  if (!call.caller.mayBuild)
    return html(403, `${call.caller.name} is missing the Job/Build permission`);
  const jobPage = `${root}/${job.path}/`;
  // Hudson takes it into the queue, and drops it there.
  const drops = flavour === "hudson" && action === "buildWithParameters";
  if (job.spec.disabled === true && !drops) {
    return html(isModern ? 409 : 500, `${job.spec.name} is not buildable`);
  }
  const given = givenParameters(call);
  const declared = job.spec.parameters;
  if (declared === undefined && action === "buildWithParameters") {
    return html(isModern ? 400 : 500, `${job.spec.name} is not parameterized`);
  }
  if (declared !== undefined && action === "build" && !call.form.has("json")) {
    return new Answer(400, "Nothing is submitted");
  }
  const parameters = new Map<string, string>();
  for (const parameter of declared ?? []) {
    // Undeclared ones are dropped: only the declared are looked at.
    const value = given.get(parameter.name) ?? defaultOf(parameter);
    if (parameter.choices?.includes(value) === false) {
      const word = isModern ? `Illegal choice for parameter ${parameter.name}` : "Illegal choice";
      return html(500, `java.lang.IllegalArgumentException: ${word}: ${value}`);
    }
    const isTrue = parameter.type === "Boolean" ? String(value === "true") : value;
    parameters.set(parameter.name, isTrue);
  }
  if (options.veto === true) return new Answer(302, "", { location: jobPage });
  const quietMs = delayOf(call) ?? job.spec.quietMs ?? 5000;
  const { item, joined } = controller.schedule(job, parameters, quietMs);
  if (flavour === "hudson") return new Answer(302, "", { location: jobPage });
  const location = `${root}/queue/item/${item.id}/`;
  return new Answer(joined ? 303 : 201, "", { location });
}

/** From the query, the form, and the field `json`, as each client has its own habit. */
function givenParameters({ query, form }: Call): Map<string, string> {
  const given = new Map([...query, ...form]);
  const json = form.get("json");
  if (json !== null) {
    const { parameter = [] } = JSON.parse(json) as {
      parameter?: { name: string; value: unknown }[] | { name: string; value: unknown };
    };
    for (const { name, value } of [parameter].flat()) given.set(name, String(value));
  }
  return given;
}

/** "0sec", "10secs"; a number without unit is milliseconds. */
function delayOf({ query, form }: Call): number | undefined {
  const text = query.get("delay") ?? form.get("delay");
  const match = /^(\d+)\s*(secs?|s)?$/.exec(text ?? "");
  if (match === null) return undefined;
  return Number(match[1]) * (match[2] === undefined ? 1 : 1000);
}
