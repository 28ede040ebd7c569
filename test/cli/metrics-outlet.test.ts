import { expect, it } from "vitest";
import { metricsOutlet } from "../../src/cli/metrics-outlet.js";
import type { Context } from "../../src/cli/context.js";
import { metricsServer } from "../../src/integrations/metrics-server.js";
import { InputError } from "../../src/core/errors.js";
import { filesInMemory } from "./fake-context.js";

function worldOf(files: Record<string, string> = {}) {
  const warnings: string[] = [];
  const context: Pick<Context, "files" | "serveMetrics"> = {
    files: filesInMemory(files),
    serveMetrics: metricsServer,
  };
  return { files, warnings, warn: (text: string) => void warnings.push(text), context };
}

it("answers and writes what was published last", async () => {
  const { files, warnings, warn, context } = worldOf();
  const options = { exporterPort: 0, exporterHost: "127.0.0.1", textfile: "d/arlequin.prom" };
  await using outlet = await metricsOutlet(context, options, warn);
  await outlet.settle(); // there is nothing yet
  outlet.publish(() => "x 1\n");
  outlet.publish(() => "x 2\n");
  await outlet.settle();
  expect(files).toEqual({ "d/arlequin.prom": "x 2\n" });
  const response = await fetch(outlet.server!.url);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(await response.text()).toBe("x 2\n");
  expect(warnings).toEqual([]);
});

it("opens nothing unasked", async () => {
  const { files, warn, context } = worldOf();
  await using outlet = await metricsOutlet(context, {}, warn);
  outlet.publish(() => "x 1\n");
  await outlet.settle();
  expect([outlet.server, files]).toEqual([null, {}]);
});

it("warns of a name that the node exporter passes over", async () => {
  const { files, warnings, warn, context } = worldOf();
  await using outlet = await metricsOutlet(context, { textfile: "metrics.txt" }, warn);
  outlet.publish(() => "x 1\n");
  await outlet.settle();
  expect(files).toEqual({ "metrics.txt": "x 1\n" });
  expect(warnings).toEqual([
    "--textfile metrics.txt: the node exporter reads only files whose name ends in .prom",
  ]);
});

it("answers the new text where the disk is full", async () => {
  const { warn, context } = worldOf();
  const full = { ...context.files, write: () => Promise.reject(new InputError("disk full")) };
  const options = { exporterPort: 0, exporterHost: "127.0.0.1", textfile: "a.prom" };
  await using outlet = await metricsOutlet({ ...context, files: full }, options, warn);
  outlet.publish(() => "x 1\n");
  await expect(outlet.settle()).rejects.toThrow("disk full");
  expect(await (await fetch(outlet.server!.url)).text()).toBe("x 1\n");
});
