import { expect, it } from "vitest";
import { bellShaped, csv, realWorld } from "./real-world.js";

const [a, b] = [bellShaped(21), bellShaped(22)];
const channel = (row: number) => (row % 100 === 0 ? "fax" : ["app", "web", "atm"][(row * row) % 3]);

const COLUMNS = {
  id: (i: number) => 1000 + i,
  amount: (i: number) => (20 + 5 * a(i)).toFixed(3),
  age: (i: number) => (i % 50 === 3 ? "" : 40 + Math.round(8 * b(i))),
  channel,
  is_new: (i: number) => i % 7 === 0,
  day: (i: number) => `2026-05-${String(1 + (i % 28)).padStart(2, "0")}`,
  note: (i: number) => `paid at till ${i}`,
  void: () => "",
};
const MAY = csv(1200, COLUMNS);
const lines = MAY.trimEnd().split("\n");
const some = (rows: readonly string[]) => `${[lines[0], ...rows].join("\n")}\n`;
const world = () =>
  realWorld({
    "may.csv": MAY,
    "backwards.csv": some(lines.slice(1).reverse()),
    "first.csv": some(lines.slice(1, 700)),
    "last.csv": some(lines.slice(700)),
  });

type Column = Record<string, unknown>;
interface Document extends Record<string, unknown> {
  readonly columns: readonly Column[];
}
const documentOf = (text: string) => JSON.parse(text) as Document;

it("shows a person what is kept", async () => {
  const { stdout, stderr, exitCode } = await world().run("profile @may.csv");
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThan(81);
  await expect(stdout).toMatchFileSnapshot("../../fixtures/golden/profile-table.txt");
});

it("writes JSON into a file, the same bytes each time, and no raw text", async () => {
  const here = world();
  for (const name of ["p.json", "again.json"]) await here.run(`profile @may.csv --output @${name}`);
  const text = here.text("p.json");
  expect(here.text("again.json")).toBe(text);
  expect(text).not.toContain("paid at till");
  expect(text).not.toContain(here.folder);
  await expect(text).toMatchFileSnapshot("../../fixtures/golden/profile.json");
  const printed = await here.run("profile @may.csv --json");
  expect(printed.stdout).toBe(text);
});

it("counts the same whatever the order of the rows", async () => {
  const here = world();
  await here.run("profile @may.csv --output @p.json");
  await here.run("profile @backwards.csv --output @q.json");
  expect(documentOf(here.text("q.json")).columns).toEqual(documentOf(here.text("p.json")).columns);
});

it("merges the profiles of parts into that of the whole", async () => {
  const here = world();
  for (const name of ["may", "first", "last"])
    await here.run(`profile @${name}.csv --output @${name}.json`);
  await here.run("profile merge @first.json @last.json --output @one.json");
  await here.run("profile merge @last.json @first.json --output @other.json");
  expect(here.text("one.json")).toBe(here.text("other.json"));
  const [merged, whole] = [documentOf(here.text("one.json")), documentOf(here.text("may.json"))];
  expect(merged).toMatchObject({ sources: ["first.csv", "last.csv"], rows: 1200 });
  const exact = ({ name, kind, present, minimum, maximum, cells, categories }: Column) => {
    return { name, kind, present, minimum, maximum, cells, categories };
  };
  expect(merged.columns.map(exact)).toEqual(whole.columns.map(exact));
});

it("keeps what is asked for, as what is asked for", async () => {
  const flags = "--columns id,channel,age --categorical age --numeric id --min-count 20 --json";
  const { stdout } = await world().run(`profile @may.csv ${flags}`);
  const [id, age, kinds] = documentOf(stdout).columns;
  expect(id).toMatchObject({ name: "id", kind: "numbers", minimum: 1000, maximum: 2199 });
  expect(age).toMatchObject({ name: "age", kind: "categories", type: "text" });
  expect(kinds).toMatchObject({ rest: { rows: 12, categories: 1 } });
  expect(JSON.stringify(kinds)).not.toContain("fax");
});

it.each([
  ["profile", "no data is named"],
  ["profile @may.csv --exclude agee", 'there is no column "agee"; did you mean "age"?'],
  ["profile merge @may.csv", "is no JSON"],
  ["profile merge @no.json", "there is no such file"],
])("refuses %s", async (words, message) => {
  const { exitCode, stderr, stdout } = await world().run(words);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(message);
});

it("knows what comes in on stdin, and writes a table or CSV into a file where that is asked for", async () => {
  const here = world();
  const { stdout } = await here.run("profile - --format csv --columns age", { stdin: MAY });
  expect(stdout).toMatch(
    /^column,kind,rows,missing,distinct,minimum,mean,maximum\nage,numbers,1200,24,/,
  );
  await here.run("profile @may.csv --format table --output @table.txt");
  expect(here.text("table.txt")).toContain("kept");
});
