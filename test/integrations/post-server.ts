import { type IncomingHttpHeaders, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { PostAccess } from "../../src/integrations/post-patiently.js";
import { jumpTimer } from "./jump-timer.js";

/** What the server answers next; "reset" breaks the connection, "silence" leaves it waiting. */
export type Scripted =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | "reset"
  | "silence";

export interface Received {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks that answers by a script, then 200. */
export async function postServer(...script: Scripted[]) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { url = "", headers } = request;
      received.push({ url, headers, body: Buffer.concat(chunks).toString() });
      const answer = script.shift() ?? { status: 200, body: "ok" };
      if (answer === "reset") return void request.socket.destroy();
      if (answer === "silence") return;
      response.writeHead(answer.status, answer.headers).end(answer.body ?? "");
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const timer = jumpTimer();
  const said: string[] = [];
  const access: PostAccess = {
    timeoutMs: 2000,
    retries: 2,
    timer,
    now: () => new Date(timer.now()),
    fetch,
    say: (line) => said.push(line),
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    said,
    timer,
    access,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
