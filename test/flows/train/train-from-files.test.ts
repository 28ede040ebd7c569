import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { neverStops } from "../../../src/core/checkpoint.js";
import { csvLogBook } from "../../../src/data/csv-log-book.js";
import { openDuckDb } from "../../../src/data/duckdb/open-duckdb.js";
import { localFiles } from "../../../src/data/local-files.js";
import { preparationDefaults } from "../../../src/features/preparation.js";
import { readProfile } from "../../../src/drift/profile/read-profile.js";
import { profileTable } from "../../../src/flows/profile-table.js";
import { trainModel } from "../../../src/flows/train/train-model.js";
import type { TrainingRequest } from "../../../src/flows/train/training-request.js";
import { loadModel } from "../../../src/model/model-document.js";
import { predictedClasses } from "../../../src/model/scores.js";
import { probabilitiesOf } from "../../../src/model/trained-model.js";
import { scratch } from "../../data/scratch.js";
import { readTable } from "../../read-table.js";

const IRIS = "fixtures/data/iris.csv";
const NUMBERS = ["sepal_length", "sepal_width", "petal_length", "petal_width"];

it("trains twice from a real file into a real folder, and the model can be read again", async () => {
  const folder = scratch();
  const files = localFiles({ stdin: process.stdin });
  const request: TrainingRequest = {
    ...{ data: [IRIS], test: IRIS, missingValues: ["NA"], label: "column:species", positive: null },
    ...{ features: null, exclude: [], numeric: [], categorical: [], keepLabelColumns: false },
    ...{
      preparation: preparationDefaults,
      model: "logistic_regression",
      classifier: { c: 1 },
      weighting: "none",
    },
    ...{ folds: 5, seed: 42, threshold: 0.5, scenario: "E1" },
    modelFolder: join(folder, "deep", "model"),
    log: join(folder, "metrics", "training_log.csv"),
  };
  await using reader = await openDuckDb({ stdin: process.stdin });
  for (const second of [1, 2]) {
    const clock = () => new Date(`2026-11-21T06:00:0${second}Z`);
    const world = { reader, files, logBook: csvLogBook(files, clock), clock };
    const { summary } = await trainModel(request, {
      ...{ ...world, checkpoint: neverStops, onProgress: () => undefined },
    });
    expect(summary.holdout!.scores.accuracy).toBeGreaterThan(0.95);
  }
  expect(readdirSync(join(folder, "deep")).sort()).toEqual(["model", "model.20261121T060002Z"]);
  expect(readFileSync(request.log!, "utf8").trim().split("\n")).toHaveLength(3);

  const path = join(folder, "deep", "model", "model.json");
  const model = loadModel(readFileSync(path, "utf8"), path);
  const classes = predictedClasses(probabilitiesOf(model, readTable(IRIS, NUMBERS)), 0.5);
  expect(model.document.classes[classes[0]!]).toBe("setosa");

  const baseline = join(folder, "deep", "model", "profile.json");
  const profile = readProfile(readFileSync(baseline, "utf8"), baseline);
  const iris = await reader.open({ source: IRIS, missingValues: ["NA"] });
  const asked = { forced: [], minCount: 1, seed: 42 };
  expect(profile).toEqual(await profileTable(reader, iris, asked));

  writeFileSync(path, "{}");
  expect(() => loadModel(readFileSync(path, "utf8"), path)).toThrow("this is not a model of ours");
});
