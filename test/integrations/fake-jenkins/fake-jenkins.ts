import { createHash, randomUUID } from "node:crypto";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { prunedBy, pythonLiteral } from "./api-tree.js";
import { Documents, defaultOf } from "./documents.js";
import { type Build, type FakeJob, FakeController, type Job } from "./model.js";

/** What goes wrong with a request; `done` says whether its work was done all the same. */
export interface Fault {
  readonly status?: number; // no status: the connection breaks
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly done?: boolean;
  /** Called once the request has come and its work, if any, is done. */
  readonly onArrival?: () => void;
  /** No answer at all, and no end of the connection. */
  readonly silent?: boolean;
}

export interface FakeOptions {
  readonly jobs?: readonly FakeJob[];
  /** Users by name; none at all lets everybody in. */
  readonly users?: Readonly<Record<string, FakeUser>>;
  /** CSRF protection, on unless said otherwise; requests with an API token pass it. */
  readonly csrf?: boolean;
  /** "old": as before 400 and 409 came in. "hudson": Jenkins' ancestor, as services that ran it saw it. */
  readonly flavour?: "jenkins" | "old" | "hudson";
  /** Milliseconds; the real time unless said otherwise. */
  readonly now?: () => number;
  /** Jenkins' own idea of its address, where a proxy has another. */
  readonly believedRoot?: string;
  /** A login page for every request, as a single sign-on before Jenkins gives it. */
  readonly loginPage?: boolean;
  /** A plugin that says no to every build. */
  readonly veto?: boolean;
  /** Context path, such as "/ci". */
  readonly prefix?: string;
}

export interface FakeUser {
  readonly token: string;
  readonly password?: string;
  readonly mayBuild?: boolean;
  readonly mayRead?: boolean;
}

interface Caller {
  readonly name: string;
  readonly byToken: boolean;
  readonly mayBuild: boolean;
  readonly mayRead: boolean;
  readonly session: string;
}

interface Call {
  readonly method: string;
  /** Path below the context, decoded segments. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly body: string;
  readonly caller: Caller;
}

class Answer {
  constructor(
    readonly status: number,
    readonly body: string | Uint8Array = "",
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

const VERSION = "2.579";
const html = (status: number, text: string, headers: Record<string, string> = {}) =>
  new Answer(status, `<html><body>${text}</body></html>`, {
    "content-type": "text/html;charset=utf-8",
    ...headers,
  });
const notFound = () => html(404, "Not Found");

/**
 * A model of Jenkins' remote API on a free local port, written from the semantics of core 2.579:
 * enough of it to hold a client against every answer that a build request can have. `flavour` makes
 * it Hudson 3.3.2 where the two differ.
 */
export class FakeJenkins implements AsyncDisposable {
  readonly controller: FakeController;
  /** "POST /job/x/build", in the order they came, with what they carried. */
  readonly requests: { readonly line: string; readonly headers: IncomingMessage["headers"] }[] = [];
  /** What happens to the next build requests, one each. */
  readonly faults: Fault[] = [];
  /** What happens to the next GETs, one each. */
  readonly getFaults: Fault[] = [];
  private readonly documents: Documents;
  private readonly server: Server;
  private port = 0;

  private constructor(private readonly options: FakeOptions) {
    this.controller = new FakeController(options.now ?? Date.now);
    for (const job of options.jobs ?? []) this.controller.add(job);
    const root = () => options.believedRoot ?? this.url;
    this.documents = new Documents(this.controller, root, options.flavour === "hudson");
    this.server = createServer((request, response) => {
      void this.serve(request, response);
    });
  }

  static async start(options: FakeOptions = {}): Promise<FakeJenkins> {
    const fake = new FakeJenkins(options);
    await new Promise<void>((ready) => fake.server.listen(0, "127.0.0.1", ready));
    fake.port = (fake.server.address() as AddressInfo).port;
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}${this.options.prefix ?? ""}`;
  }

  /** The lines of requests that match, such as all POSTs. */
  lines(pattern = /./): string[] {
    return this.requests.map(({ line }) => line).filter((line) => pattern.test(line));
  }

  job(name: string): Job {
    const job = this.controller.jobs.get(name);
    if (job === undefined) throw new Error(`the fake has no job ${name}`);
    return job;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { method = "GET", url = "/", headers } = request;
    this.requests.push({ line: `${method} ${url}`, headers });
    const isBuild = method === "POST" && /\/build(WithParameters)?(\?|$)/.test(url);
    const fault = isBuild
      ? this.faults.shift()
      : method === "GET"
        ? this.getFaults.shift()
        : undefined;
    const answer =
      fault === undefined || fault.done === true
        ? this.answer(method, url, headers, body)
        : new Answer(500);
    fault?.onArrival?.();
    if (fault?.silent === true) return;
    if (fault !== undefined && fault.status === undefined) {
      request.socket.destroy();
      return;
    }
    const given = fault
      ? new Answer(fault.status ?? 500, fault.body ?? "", fault.headers ?? {})
      : answer;
    const signed =
      this.options.flavour === "hudson" || fault !== undefined || this.options.loginPage;
    response.writeHead(given.status, {
      ...(signed === true ? {} : { "x-jenkins": VERSION }),
      ...given.headers,
    });
    response.end(given.body);
  }

  private answer(
    method: string,
    url: string,
    headers: IncomingMessage["headers"],
    body: string,
  ): Answer {
    if (this.options.loginPage === true) return html(200, "<form>Sign in to Example Corp</form>");
    const { pathname, searchParams } = new URL(url, "http://fake");
    const prefix = this.options.prefix ?? "";
    if (!pathname.startsWith(prefix)) return notFound();
    const segments = pathname.slice(prefix.length).split("/").filter(Boolean);
    const caller = this.callerOf(headers);
    if (caller === undefined) return html(401, "Unauthorized", { "www-authenticate": "Basic" });
    const isForm = /urlencoded/.test(headers["content-type"] ?? "");
    const call: Call = {
      method,
      segments: segments.map(decodeURIComponent),
      query: searchParams,
      form: new URLSearchParams(isForm ? body : ""),
      body,
      caller,
    };
    if (method === "POST" && this.wantsCrumb(call) && !this.hasCrumb(call, headers)) {
      return html(403, "No valid crumb was included in the request");
    }
    try {
      return this.route(call);
    } catch (error) {
      return html(500, error instanceof Error ? error.message : "");
    }
  }

  private callerOf(headers: IncomingMessage["headers"]): Caller | undefined {
    const session = /JSESSIONID\.\w+=([\w-]+)/.exec(headers.cookie ?? "")?.[1] ?? "";
    const { users } = this.options;
    const anyone = { name: "anonymous", byToken: false, session };
    if (users === undefined) return { ...anyone, mayBuild: true, mayRead: true };
    const [scheme, pair = ""] = (headers.authorization ?? "").split(" ");
    if (scheme !== "Basic") return { ...anyone, mayBuild: false, mayRead: false };
    const [name = "", secret = ""] = Buffer.from(pair, "base64").toString().split(/:(.*)/s);
    const user = users[name];
    if (user === undefined || (secret !== user.token && secret !== user.password)) return undefined;
    const { mayBuild = true, mayRead = true, token } = user;
    return { name, byToken: secret === token, mayBuild, mayRead, session };
  }

  private wantsCrumb({ caller }: Call): boolean {
    return this.options.csrf !== false && this.options.flavour !== "hudson" && !caller.byToken;
  }

  /** The crumb is bound to user and session: without the cookie of the issuer's answer it is void. */
  private hasCrumb({ caller, form }: Call, headers: IncomingMessage["headers"]): boolean {
    const crumb = headers["jenkins-crumb"] ?? form.get("Jenkins-Crumb");
    return caller.session !== "" && crumb === crumbOf(caller.name, caller.session);
  }

  private route(call: Call): Answer {
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
      return this.start(call, job, action);
    if (action === "config.xml") {
      if (call.method === "POST") job.spec.configXml = call.body;
      return new Answer(200, job.spec.configXml ?? "<project/>", { "content-type": "text/xml" });
    }
    if (action === "enable" || action === "disable") {
      job.spec.disabled = action === "disable";
      return new Answer(302, "", { location: `${this.url}/${job.path}/` });
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
      return new Answer(302, "", { location: `${this.url}/${job.path}/${build.number}/` });
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

  private start(call: Call, job: Job, action: string): Answer {
    const { flavour = "jenkins" } = this.options;
    const isModern = flavour === "jenkins";
    if (call.method !== "POST" && flavour !== "hudson") return mustPost();
    if (!call.caller.mayBuild)
      return html(403, `${call.caller.name} is missing the Job/Build permission`);
    const jobPage = `${this.options.believedRoot ?? this.url}/${job.path}/`;
    if (job.spec.disabled === true && flavour === "hudson" && action === "buildWithParameters") {
      return new Answer(302, "", { location: jobPage }); // and nothing is built
    }
    if (job.spec.disabled === true) {
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
    if (this.options.veto === true) return new Answer(302, "", { location: jobPage });
    const quietMs = delayOf(call) ?? job.spec.quietMs ?? 5000;
    const { item, joined } = this.controller.schedule(job, parameters, quietMs);
    if (flavour === "hudson") return new Answer(302, "", { location: jobPage });
    const location = `${this.options.believedRoot ?? this.url}/queue/item/${item.id}/`;
    return new Answer(joined ? 303 : 201, "", { location });
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

function mustPost(): Answer {
  return html(405, "Form post required. This URL requires POST", { allow: "POST" });
}

function crumbOf(user: string, session: string): string {
  return createHash("sha256").update(`${user};${session}`).digest("hex");
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
