import { expect, it } from "vitest";
import { parentFolder } from "../../src/core/parent-folder.js";

it.each([
  ["metrics/log.csv", "metrics"],
  ["a/b/c/", "a/b"],
  ["/log", "/"],
  ["/tmp/model/", "/tmp"],
  ["log.csv", ""],
  ["model/", ""],
  [String.raw`C:\data\log.csv`, String.raw`C:\data`],
])("the folder of %s is «%s»", (path, folder) => {
  expect(parentFolder(path)).toBe(folder);
});
