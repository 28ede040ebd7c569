import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.js";
import type { PythonWith } from "./python-package.js";

const PATIENCE_MS = 180_000;

/** An MLflow server on sqlite in a folder of its own; artifacts go through it. */
export async function startMlflow(python: PythonWith) {
  const folder = await mkdtemp(join(tmpdir(), "arlequin-mlflow-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const serve = async () => {
    const server = spawn(
      `${python.folder}/bin/mlflow`,
      [
        ...["server", "--host", "127.0.0.1", "--port", String(port), "--workers", "1"],
        ...["--backend-store-uri", `sqlite:///${folder}/mlflow.db`],
        ...["--artifacts-destination", `${folder}/artifacts`, "--serve-artifacts"],
      ],
      {
        cwd: folder,
        detached: true, // a group of its own: its workers end with it
        env: { ...process.env, ...QUIET, PATH: `${python.folder}/bin:${process.env.PATH ?? ""}` },
        stdio: "ignore",
      },
    );
    const ended = once(server, "exit");
    const stop = async () => {
      process.kill(-server.pid!, "SIGKILL");
      await ended;
    };
    const start = performance.now();
    for (;;) {
      if (await isHealthy(url)) return stop;
      if (server.exitCode !== null) throw new Error(`mlflow ended: exit ${server.exitCode}`);
      if (performance.now() - start > PATIENCE_MS) {
        await stop();
        throw new Error("mlflow did not come up");
      }
      await sleep(250);
    }
  };
  let stop = await serve();
  return {
    url,
    /** Kill it, as a machine that fails would. */
    stop: () => stop(),
    /** Start it again, on the same data. */
    async restart() {
      stop = await serve();
    },
    async [Symbol.asyncDispose]() {
      await stop().catch(() => undefined); // it may have been stopped
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const QUIET = {
  MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false",
  MLFLOW_DISABLE_TELEMETRY: "true",
  DO_NOT_TRACK: "true",
};

async function isHealthy(url: string): Promise<boolean> {
  return fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}
