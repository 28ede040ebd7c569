import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openRowSource } from "../../../src/data/follow/open-row-source.js";
import { scratch } from "../scratch.js";
import { NOBODY } from "./follow-files.js";

async function columnsOf(files: Readonly<Record<string, string>>, time = "t") {
  const folder = scratch();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  await using source = await openRowSource({ source: folder, time, missingValues: ["NA"] }, NOBODY);
  return (await source.columns())?.map(({ name, type }) => `${name}: ${type}`) ?? null;
}

it("guesses types from the first rows, by the engine's rules", async () => {
  const text =
    "t,n,b,zip,code,text,none\n2026-01-01,1.5,true,00501,501,x,NA\n2026-01-02,NA,FALSE,12345,502,1x,\n";
  const types = ["t: timestamp", "n: number", "b: boolean", "zip: text", "code: number"];
  expect(await columnsOf({ "a.csv": text })).toEqual([...types, "text: text", "none: number"]);
});

it("puts the columns of files together", async () => {
  const files = {
    "a.csv": "t,x\n1767571200,1\n",
    "b.jsonl": '{"t":1767571200,"y":"a"}\n{"t":1767571201,"z":true}\n',
  };
  expect(await columnsOf(files)).toEqual(["t: number", "x: number", "y: text", "z: boolean"]);
});

it("knows no columns before there is a row", async () => {
  const folder = join(scratch(), "later");
  const path = join(folder, "a.csv");
  await using source = await openRowSource(
    { source: folder, time: "t", missingValues: [] },
    NOBODY,
  );
  expect(await source.columns()).toBeNull();
  mkdirSync(folder);
  expect(await source.columns()).toBeNull();
  writeFileSync(path, "t,x\n");
  expect(await source.columns()).toBeNull();
  appendFileSync(path, "2026-01-01,");
  expect(await source.columns()).toBeNull();
  appendFileSync(path, "1\n");
  expect(await source.columns()).toHaveLength(2);
});

it("refuses a column of event time that is not there, or holds none", async () => {
  const files = { "a.csv": "t,x\n2026-01-01,a\n" };
  await expect(columnsOf(files, "time")).rejects.toThrow('column "time" is missing from');
  await expect(columnsOf(files, "x")).rejects.toThrow('column "x" holds no times');
});

it("refuses what is no table, where there is nothing else", async () => {
  await expect(columnsOf({ "a.csv": "PK\x03\x04" })).rejects.toThrow("Excel workbook");
});
