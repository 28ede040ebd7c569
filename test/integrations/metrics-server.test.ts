import { request as ask, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { once } from "node:events";
import { text as textOf } from "node:stream/consumers";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { metricsServer } from "../../src/integrations/metrics-server.js";

const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
const HERE = { host: "127.0.0.1", port: 0 };
const metrics = () => ({ text: "é 1\n", contentType: CONTENT_TYPE });

async function answerTo(port: number, method: string, path: string) {
  const call = ask({ host: "127.0.0.1", port, method, path }).end();
  const [response] = (await once(call, "response")) as [IncomingMessage];
  const { statusCode: status, headers } = response;
  return { status, headers, body: await textOf(response) };
}

it("answers with the metrics of now", async () => {
  let n = 0;
  await using server = await metricsServer(HERE, () => ({ ...metrics(), text: `é ${++n}\n` }));
  expect(server.url).toBe(`http://127.0.0.1:${server.port}/metrics`);
  const first = await fetch(server.url);
  expect([first.status, first.headers.get("content-type")]).toEqual([200, CONTENT_TYPE]);
  expect(await first.text()).toBe("é 1\n");
  expect(await (await fetch(`${server.url}?x=1`)).text()).toBe("é 2\n");
});

it("knows its paths and methods", async () => {
  await using server = await metricsServer(HERE, metrics);
  const to = (method: string, path: string) => answerTo(server.port, method, path);
  const head = await to("HEAD", "/metrics");
  expect(head).toMatchObject({ status: 200, body: "" });
  expect(head.headers).toMatchObject({ "content-length": "5", "content-type": CONTENT_TYPE });
  expect(await to("GET", "/")).toMatchObject({
    status: 200,
    body: "the metrics are at /metrics\n",
  });
  expect(await to("GET", "/metrics/x")).toMatchObject({ status: 404 });
  const posted = await to("POST", "/metrics");
  expect(posted.status).toBe(405);
  expect(posted.headers.allow).toBe("GET, HEAD");
});

it("answers 500 where the metrics fail, and goes on", async () => {
  let isBroken = true;
  await using server = await metricsServer(HERE, () => {
    if (isBroken) throw new Error("a bug");
    return metrics();
  });
  expect(await answerTo(server.port, "GET", "/metrics")).toMatchObject({ status: 500 });
  isBroken = false;
  expect(await answerTo(server.port, "GET", "/metrics")).toMatchObject({ status: 200 });
});

it("says which port is taken, and by which option to take another", async () => {
  await using server = await metricsServer(HERE, metrics);
  const { port } = server;
  await expect(metricsServer({ ...HERE, port }, metrics)).rejects.toMatchObject({
    name: "InputError",
    message: `port ${port} is taken by another process`,
    where: `--exporter-port ${port}`,
    fix: expect.stringContaining("--exporter-port (EXPORTER_PORT)") as string,
  });
});

it.each(["192.0.2.1", "no.such.host.invalid"])("refuses the host %s", async (host) => {
  await expect(metricsServer({ host, port: 0 }, metrics)).rejects.toMatchObject({
    name: "InputError",
    where: `--exporter-host ${host}`,
  });
});

/** A connection that says no more than this. */
async function halfAsked(port: number, words: string) {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined); // how it is cut off is all one
  const gone = new Promise((done) => socket.on("close", done));
  await once(socket, "connect");
  socket.write(words);
  socket.resume();
  return gone;
}

it("closes at once, whoever is connected", async () => {
  const server = await metricsServer(HERE, metrics);
  const open = ["", "GET /metrics HTTP/1.1\r\nHost:"].map((words) => halfAsked(server.port, words));
  await fetch(server.url); // by now the others are connected, too
  const start = performance.now();
  await server[Symbol.asyncDispose]();
  await Promise.all(open);
  expect(performance.now() - start).toBeLessThan(1000);
  await server[Symbol.asyncDispose](); // twice is no error
});

it("cuts off who takes too long to ask, or to listen", async () => {
  const long = { ...metrics(), text: "x".repeat(50_000_000) };
  await using server = await metricsServer(HERE, () => long, 300);
  await halfAsked(server.port, "GET /metrics HTTP/1.1\r\nHost:");
  const deaf = connect(server.port, "127.0.0.1");
  deaf.on("error", () => undefined);
  deaf.write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(deaf, "readable"); // and reads no further
  await new Promise((done) => setTimeout(done, 1000));
  const received = await textOf(deaf).catch((error: unknown) => String(error));
  expect(received.length).toBeLessThan(long.text.length);
});

it("lets the process end once it is closed", async () => {
  const script = `
    import { metricsServer } from "./src/integrations/metrics-server.ts";
    const server = await metricsServer({ host: "127.0.0.1", port: 0 }, () => ({ text: "x", contentType: "y" }));
    await (await fetch(server.url)).text();
    await server[Symbol.asyncDispose]();
    console.log("closed");
  `;
  const { build } = await import("esbuild");
  const bundle = await build({
    stdin: { contents: script, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
  });
  const code = bundle.outputFiles[0]!.text;
  const run = promisify(execFile)(process.execPath, ["--input-type=module", "-e", code], {
    timeout: 20_000, // a process that is kept alive is killed, which fails
  });
  expect((await run).stdout).toBe("closed\n");
});
