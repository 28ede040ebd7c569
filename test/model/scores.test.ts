import { expect, it } from "vitest";
import { classifierKind } from "../../src/model/classifier-kinds.js";
import { predictedClasses, scoresOf } from "../../src/model/scores.js";

it("scores two classes by the positive one", () => {
  const p = Float64Array.of(0.9, 0.6, 0.4, 0.5);
  const scores = scoresOf(Int32Array.of(1, 0, 1, 0), [p.map((value) => 1 - value), p], 0.5);
  expect(scores).toMatchObject({ precision: 1 / 3, recall: 1 / 2, f1: 2 / 5, accuracy: 1 / 4 });
  expect(scores.roc_auc).toBe(0.5);
});

it("takes a row as positive from the threshold on", () => {
  const p = Float64Array.of(0.2, 0.3, 0.4);
  expect([...predictedClasses([p, p], 0.3)]).toEqual([0, 1, 1]);
});

it("takes the most probable of more classes, the first of equals", () => {
  const classes = [Float64Array.of(0.2, 0.4), Float64Array.of(0.3, 0.4), Float64Array.of(0.5, 0.2)];
  expect([...predictedClasses(classes, 0.9)]).toEqual([2, 0]);
  const scores = scoresOf(Int32Array.of(2, 0), classes, 0.5);
  expect(scores).toMatchObject({ accuracy: 1, roc_auc: null, ece: null, average_precision: null });
});

it("has no AUC for one class, and a precision of 0 where nothing is predicted positive", () => {
  const p = Float64Array.of(0.1, 0.2);
  const scores = scoresOf(Int32Array.of(0, 0), [p.map((value) => 1 - value), p], 0.5);
  expect(scores).toMatchObject({ roc_auc: null, average_precision: null, precision: 0, f1: 0 });
});

it("names the models that there are", () => {
  expect(() => classifierKind("svm")).toThrow('model "svm" comes with a later version');
  expect(() => classifierKind("toString")).toThrow('there is no model "toString"');
});
