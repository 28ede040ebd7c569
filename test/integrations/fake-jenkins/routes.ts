import { randomUUID } from "node:crypto";
import { prunedBy, pythonLiteral } from "./api-tree.js";
import { Answer, type Call, crumbOf, html, mustPost, notFound } from "./answer.js";
import { startBuild } from "./build-request.js";
import type { Documents } from "./documents.js";
import type { FakeOptions } from "./fake-options.js";
import type { Build, FakeController, Job } from "./model.js";

/** What each path answers. */
export class Routes {
  constructor(
    private readonly controller: FakeController,
    private readonly documents: Documents,
    private readonly options: FakeOptions,
    /** What Jenkins believes to be its address. */
    private readonly root: () => string,
  ) {}

  route(call: Call): Answer {
    const { segments, method, caller } = call;
    const [first, second, third] = segments;
    if (first === undefined) return html(200, "Dashboard", this.newSession());
    if (first === "crumbIssuer") {
      if (this.options.csrf === false || this.options.flavour === "hudson") return notFound();
      const headers = caller.session === "" ? this.newSession() : {};
      const session = headers["set-cookie"]?.replace(/^.*?=|;.*$/g, "") ?? caller.session;
      const document = {
        _class: "hudson.security.csrf.DefaultCrumbIssuer",
        crumb: crumbOf(caller.name, session),
        crumbRequestField: "Jenkins-Crumb",
      };
      return this.api(call, segments.slice(1), document, headers);
    }
    if (!caller.mayRead && first !== "job")
      return html(403, `${caller.name} is missing Overall/Read`);
    if (first === "api") return this.api(call, segments, this.documents.folder(""));
    if (first === "queue" && second === "api") {
      return this.api(call, segments.slice(1), this.documents.queue());
    }
    if (first === "queue" && this.options.flavour === "hudson") return notFound();
    if (first === "queue" && second === "item") {
      const item = this.controller.item(Number(third));
      // The item itself has no page, so that a client that follows a redirect to it finds nothing.
      if (item === undefined || segments.length < 4) return notFound();
      return this.api(call, segments.slice(3), this.documents.item(item));
    }
    if (first === "queue" && second === "cancelItem") {
      if (method !== "POST") return mustPost();
      const id = Number(call.query.get("id") ?? call.form.get("id"));
      return new Answer(this.controller.cancel(id) ? 204 : 404);
    }
    if (first === "createItem") return this.createItem(call);
    return first === "job" ? this.routeJob(call) : notFound();
  }

  private newSession(): Record<string, string> {
    return { "set-cookie": `JSESSIONID.0=${randomUUID()};Path=/;HttpOnly` };
  }

  private routeJob(call: Call): Answer {
    const names: string[] = [];
    let at = 0;
    for (; call.segments[at] === "job"; at += 2) names.push(call.segments[at + 1] ?? "");
    const rest = call.segments.slice(at);
    const name = names.join("/");
    const job = this.controller.jobs.get(name);
    if (job === undefined) {
      const folder = rest[0] === "api" ? this.documents.folder(name) : undefined;
      return folder === undefined ? notFound() : this.api(call, rest, folder);
    }
    // To who may not read it, a job is not there.
    if (job.spec.hidden === true || !call.caller.mayRead) return notFound();
    this.controller.advance();
    const [action = "", ...further] = rest;
    if (action === "") return html(200, job.spec.name);
    if (action === "api") return this.api(call, rest, this.documents.job(job));
    if (action === "build" || action === "buildWithParameters")
      return startBuild(
        { controller: this.controller, options: this.options, root: this.root() },
        call,
        job,
        action,
      );
    if (action === "config.xml") {
      if (call.method === "POST") job.spec.configXml = call.body;
      return new Answer(200, job.spec.configXml ?? "<project/>", { "content-type": "text/xml" });
    }
    if (action === "enable" || action === "disable") {
      job.spec.disabled = action === "disable";
      return new Answer(302, "", { location: `${this.root()}/${job.path}/` });
    }
    const build =
      action === "lastBuild"
        ? job.builds.at(-1)
        : job.builds.find(({ number }) => String(number) === action);
    return build === undefined ? notFound() : this.routeBuild(call, job, build, further);
  }

  private routeBuild(call: Call, job: Job, build: Build, rest: readonly string[]): Answer {
    const [action, further] = rest;
    if (action === undefined) return html(200, `${job.spec.name} #${build.number}`);
    if (action === "api") return this.api(call, rest, this.documents.build(job, build));
    if (action === "stop") {
      if (call.method !== "POST" && this.options.flavour !== "hudson") return mustPost();
      this.controller.stop(build);
      return new Answer(302, "", { location: `${this.root()}/${job.path}/${build.number}/` });
    }
    const text = { "content-type": "text/plain;charset=utf-8" };
    const { log, more } = this.logSoFar(job, build);
    if (action === "consoleText") return new Answer(200, log, text);
    if (action === "logText" && further === "progressiveText") {
      const start = Number(call.query.get("start") ?? 0);
      return new Answer(200, log.subarray(start), {
        ...text,
        "x-text-size": String(log.length),
        ...(more ? { "x-more-data": "true" } : {}),
      });
    }
    return notFound();
  }

  /** Cut at a byte, in the midst of a letter if it comes so. */
  private logSoFar(job: Job, build: Build): { log: Uint8Array; more: boolean } {
    const whole = job.log();
    const now = this.controller.now();
    const more = now < build.endsAt;
    const share = (now - build.startedAt) / Math.max(build.endsAt - build.startedAt, 1);
    return { log: more ? whole.subarray(0, Math.floor(whole.length * share)) : whole, more };
  }

  private createItem({ method, query, body }: Call): Answer {
    if (method !== "POST") return mustPost();
    const name = query.get("name") ?? "";
    if (this.controller.jobs.has(name))
      return html(400, `A job already exists with the name ${name}`);
    const names = [...body.matchAll(/<hudson\.model\.\w+ParameterDefinition>\s*<name>([^<]+)</g)];
    const parameters = names.map(([, parameter = ""]) => ({ name: parameter }));
    this.controller.add({ name, configXml: body, ...(names.length > 0 ? { parameters } : {}) });
    return new Answer(200);
  }

  /** `rest` is what follows the object: "api", then the form. */
  private api(
    { query }: Call,
    rest: readonly string[],
    document: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Answer {
    const [api, form] = rest;
    if (api !== "api" || document === undefined || (form !== "json" && form !== "python")) {
      return notFound();
    }
    const tree = query.get("tree");
    if (tree !== null && this.options.flavour === "hudson" && tree.includes("{")) {
      return html(500, "Malformed tree expression: expected EOF");
    }
    const pruned = tree === null ? document : prunedBy(tree, document);
    const isJson = form === "json";
    return new Answer(200, isJson ? JSON.stringify(pruned) : pythonLiteral(pruned), {
      "content-type": isJson ? "application/json;charset=utf-8" : "text/x-python;charset=utf-8",
      ...headers,
    });
  }
}
