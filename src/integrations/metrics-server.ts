import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { InputError, type ErrorDetail } from "../core/errors.js";
import type { MetricsAddress, MetricsServer } from "../ports/metrics-server.js";

/** A scrape takes milliseconds; who takes longer than this to ask or to listen is cut off. */
const PATIENCE_MS = 10_000;
/** Prometheus holds one connection; this many are a mistake, or an attack. */
const MOST_CONNECTIONS = 100;

/**
 * Listens for scrapes: GET and HEAD of /metrics.
 *
 * @param metrics makes the text that is answered, at each scrape
 * @throws {InputError} when the port is taken, or the host is not an address of this machine
 */
export async function metricsServer(
  address: MetricsAddress,
  metrics: () => { readonly text: string; readonly contentType: string },
  patienceMs = PATIENCE_MS,
): Promise<MetricsServer> {
  const server = createServer(
    {
      headersTimeout: patienceMs / 2,
      requestTimeout: patienceMs,
      connectionsCheckingInterval: patienceMs / 10,
    },
    (request, response) => {
      const [path] = (request.url ?? "/").split("?");
      if (path === "/metrics") answerMetrics(request.method, response, metrics);
      else if (path === "/") answer(request.method, response, 200, "the metrics are at /metrics\n");
      else answer(request.method, response, 404, "not here: the metrics are at /metrics\n");
    },
  );
  server.timeout = patienceMs; // a socket on which nothing moves is closed
  server.maxConnections = MOST_CONNECTIONS;
  await listening(server, address);
  server.on("error", () => undefined); // a connection that fails to be accepted ends no watcher
  const { port } = server.address() as AddressInfo;
  const host = /^(0\.0\.0\.0|::)$/.test(address.host) ? "localhost" : address.host;
  return {
    port,
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}/metrics`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listening(server: Server, { host, port }: MetricsAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(cannotListen(error, { host, port }));
    });
    server.listen({ host, port }, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}

function cannotListen(error: NodeJS.ErrnoException, { host, port }: MetricsAddress): Error {
  const refusal = (what: string, detail: ErrorDetail) =>
    new InputError(what, { ...detail, cause: error });
  const ofPort = { where: `--exporter-port ${port}` };
  const otherPort = "give another with --exporter-port (EXPORTER_PORT); 0 is any free one";
  switch (error.code) {
    case "EADDRINUSE":
      return refusal(`port ${port} is taken by another process`, { ...ofPort, fix: otherPort });
    case "EACCES":
      return refusal(`port ${port} may not be opened by this user`, { ...ofPort, fix: otherPort });
    default:
      return refusal(`cannot listen on ${host}: ${error.code ?? error.message}`, {
        where: `--exporter-host ${host}`,
        fix: "give an address of this machine, such as 127.0.0.1",
      });
  }
}

function answerMetrics(
  method: string | undefined,
  response: ServerResponse,
  metrics: () => { readonly text: string; readonly contentType: string },
): void {
  try {
    const { text, contentType } = metrics();
    answer(method, response, 200, text, contentType);
  } catch {
    answer(method, response, 500, "the metrics cannot be written now\n"); // the watcher goes on
  }
}

function answer(
  method: string | undefined,
  response: ServerResponse,
  status: number,
  text: string,
  contentType = "text/plain; charset=utf-8",
): void {
  if (method !== "GET" && method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD", connection: "close" }).end();
    return;
  }
  response.writeHead(status, {
    "content-type": contentType,
    "content-length": Buffer.byteLength(text),
  });
  response.end(method === "HEAD" ? undefined : text);
}
