import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Answer, type Call, type Caller, crumbOf, html, notFound } from "./answer.js";
import { Documents } from "./documents.js";
import type { FakeOptions, Fault } from "./fake-options.js";
import { FakeController, type Job } from "./model.js";
import { Routes } from "./routes.js";

const VERSION = "2.579";

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
  private readonly routes: Routes;
  private readonly server: Server;
  private port = 0;

  private constructor(private readonly options: FakeOptions) {
    this.controller = new FakeController(options.now ?? Date.now);
    for (const job of options.jobs ?? []) this.controller.add(job);
    const root = () => options.believedRoot ?? this.url;
    const documents = new Documents(this.controller, root, options.flavour === "hudson");
    this.routes = new Routes(this.controller, documents, options, root);
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
      return this.routes.route(call);
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
}
