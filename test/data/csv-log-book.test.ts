import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { csvLogBook } from "../../src/data/csv-log-book.js";
import { localFiles } from "../../src/data/local-files.js";
import { scratch } from "./scratch.js";

const noon = new Date("2026-11-21T12:00:00Z");
const files = localFiles({ stdin: (async function* () {})() });
const book = csvLogBook(files, () => noon);
const log = () => join(scratch(), "drift_log.csv");
const text = (path: string) => readFileSync(path, "utf8");

it("makes the header once, and reads back what it wrote", async () => {
  const path = log();
  const row = { a: 0.1 + 0.2, "b,c": 'say "hi"\nthere', d: null, e: true, f: false };
  await book.append(path, row);
  await book.append(path, { ...row, a: -1e-300 });
  expect(text(path).match(/a,"b,c"/g)).toHaveLength(1);
  expect(await book.read(path)).toEqual([
    { a: "0.30000000000000004", "b,c": 'say "hi"\nthere', d: "", e: "true", f: "false" },
    { a: "-1e-300", "b,c": 'say "hi"\nthere', d: "", e: "true", f: "false" },
  ]);
});

it("loses no row of many that come at once", async () => {
  const path = log();
  await Promise.all(Array.from({ length: 20 }, (_, i) => book.append(path, { i })));
  const seen = (await book.read(path)).map((row) => Number(row["i"]));
  expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
});

it("puts the old file aside when the columns change, twice in one second, too", async () => {
  const path = log();
  await book.append(path, { a: 1 });
  const first = await book.append(path, { a: 1, b: 2 });
  const second = await book.append(path, { b: 2 });
  expect(first.putAside).toBe(path.replace(".csv", ".20261121T120000Z.csv"));
  expect(second.putAside).toBe(path.replace(".csv", ".20261121T120000Z-2.csv"));
  expect(text(first.putAside!)).toBe("a\n1\n");
  expect(text(path)).toBe("b\n2\n");
});

it("follows the order of the header that is there", async () => {
  const path = log();
  await book.append(path, { a: 1, b: 2 });
  expect(await book.append(path, { b: 4, a: 3 })).toEqual({ putAside: null });
  expect(text(path)).toBe("a,b\n1,2\n3,4\n");
});

it("ends a line that a crash left torn, before its own", async () => {
  const path = log();
  await book.append(path, { a: 1, b: 2 });
  appendFileSync(path, "5");
  await book.append(path, { a: 3, b: 4 });
  expect(text(path)).toBe("a,b\n1,2\n5\n3,4\n");
  await expect(book.read(path)).rejects.toMatchObject({
    name: "InputError",
    where: `${path}:3`,
  });
});

it("begins in an empty file, and takes a header with CRLF and BOM for what it is", async () => {
  const path = log();
  writeFileSync(path, "");
  await book.append(path, { a: 1 });
  expect(text(path)).toBe("a\n1\n");
  writeFileSync(path, "\ufeffa,b\r\n1,2\r\n");
  expect(await book.append(path, { a: 3, b: 4 })).toEqual({ putAside: null });
});

it("takes ten thousand columns", async () => {
  const path = log();
  const row = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`psi_column_${i}`, i]));
  await book.append(path, row);
  expect(await book.append(path, row)).toEqual({ putAside: null });
  expect(await book.read(path)).toHaveLength(2);
});

it("says that there is no log", async () => {
  await expect(book.read(log())).rejects.toMatchObject({ name: "InputError" });
});

it("reads what hands have written: blanks around fields, and lines of nothing else", async () => {
  const path = log();
  writeFileSync(path, " a , b\n 1,two words \n\n   \n3 ,\n");
  expect(await book.read(path)).toEqual([
    { a: "1", b: "two words" },
    { a: "3", b: "" },
  ]);
});

it("makes the folder that the first row of all is to lie in", async () => {
  const path = join(scratch(), "metrics", "training_log.csv");
  await book.append(path, { f1: 0.5 });
  expect(text(path)).toBe("f1\n0.5\n");
});

it("leaves out rows that a run had appended before it died", async () => {
  const path = log();
  await book.append(path, [{ a: 1 }, { a: 2 }]);
  const after = await book.size(path);
  const rows = [{ a: 2 }, { a: 3 }, { a: 4 }];
  await book.append(path, rows.slice(0, 2), { after });
  await book.append(path, { a: 9 }); // somebody else's
  await book.append(path, rows, { after });
  await book.append(path, rows, { after });
  expect(text(path)).toBe("a\n1\n2\n2\n3\n9\n4\n");
});

it("knows them in a log that was begun anew, too", async () => {
  const path = log();
  await book.append(path, [{ a: 1 }, { a: 2 }, { a: 3 }]);
  const after = await book.size(path);
  await book.append(path, { b: 1 });
  await book.append(path, { b: 1 }, { after });
  expect(text(path)).toBe("b\n1\n");
  expect(await book.size(join(path, "nothing"))).toBe(0);
});
