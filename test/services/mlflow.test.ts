import { afterAll, beforeAll, describe, it } from "vitest";
import { folderFiles } from "../../src/data/folder-files.js";
import { mlflowModelRegistry } from "../../src/integrations/mlflow/mlflow-model-registry.js";
import { mlflowRunTracker } from "../../src/integrations/mlflow/mlflow-run-tracker.js";
import { mlflowServer } from "../../src/integrations/mlflow/server.js";
import { systemTimer } from "../../src/integrations/system-timer.js";
import { modelRegistryContract } from "../integrations/model-registry.contract.js";
import { runTrackerContract } from "../integrations/run-tracker.contract.js";
import { startMlflow } from "./mlflow-server.js";
import { pythonWith } from "./python-package.js";

/** The newest whose parts are all there: of 3.18.0, mlflow-skinny is not. */
const PACKAGE = "mlflow==3.17.2";

const python = await pythonWith(PACKAGE);
if (typeof python === "string") {
  it("runs on a real MLflow server", ({ skip }) => skip(python));
} else {
  describe(PACKAGE, () => {
    let running: Awaited<ReturnType<typeof startMlflow>>;
    beforeAll(async () => {
      running = await startMlflow(python);
    });
    afterAll(() => running[Symbol.asyncDispose]());

    const open = () => {
      const server = mlflowServer({
        ...{ url: running.url, authorization: undefined, timeoutMs: 30_000, retries: 2 },
        ...{ timer: systemTimer(), fetch },
      });
      const tracker = mlflowRunTracker(server, folderFiles);
      return { tracker, registry: mlflowModelRegistry(server, tracker, folderFiles) };
    };
    runTrackerContract("runs", () => Promise.resolve(open().tracker));
    modelRegistryContract("models", () => Promise.resolve(open().registry));
  });
}
