import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { localFiles } from "../../src/data/local-files.js";
import { tableWriter } from "../../src/data/table-writer.js";
import { STATISTICS } from "../../src/flows/statistics/catalogue.js";
import { run } from "./fake-context.js";
import { realWorld } from "./real-world.js";

/** One statistic, its question on stdin. */
async function asked(name: string, question: unknown, ...flags: string[]) {
  const files = { "-": JSON.stringify(question) };
  return run(["stat", name, "--input", "-", ...flags], { files });
}

async function json(name: string, question: unknown): Promise<Record<string, unknown>> {
  const { stdout, stderr, exitCode } = await asked(name, question, "--json");
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return JSON.parse(stdout) as Record<string, unknown>;
}

it("lists every statistic with what it takes and where its definition comes from", async () => {
  const { stdout } = await run(["stat", "--list", "--json"]);
  const { schema, statistics } = JSON.parse(stdout) as {
    schema: string;
    statistics: Record<string, string>[];
  };
  expect(schema).toBe("arlequin.stat-list/1");
  expect(statistics.map(({ name }) => name)).toEqual(STATISTICS.map(({ name }) => name));
  for (const entry of statistics) {
    expect(entry.summary).toMatch(/\w/);
    expect(entry.definition).toMatch(/\w/);
    expect(entry.takes).toMatch(/\w/);
  }
  const table = await run(["stat", "--list"]);
  for (const { name } of STATISTICS) expect(table.stdout).toContain(`${name}: `);
  expect((await run(["stat", "--list", "--format", "csv"])).stdout).toMatch(
    /^name,summary,takes,definition\n/,
  );
});

it("answers one question, and an array of them in their order, each with its own fate", async () => {
  expect(await json("cliffs-delta", { x: [3, 4, 5], y: [1, 2, 3] })).toMatchObject({
    schema: "arlequin.stat/1",
    statistic: "cliffs-delta",
    result: { delta: 8 / 9 },
  });
  const { results } = await json("ks", [
    { x: [1, 2, null], y: [3] },
    { x: [], y: [1] },
    { x: ["one"], y: [1] },
    { x: [1] },
    7,
  ]);
  expect(results).toMatchObject([
    { result: { D: 1, dropped_x: 1 } },
    { error: { what: "sample x is empty" } },
    { error: { what: '"one" is not a number', where: "x[0]" } },
    { error: { what: expect.stringContaining("y") as string } },
    { error: { what: expect.any(String) as string } },
  ]);
});

it("tells an answer that is undefined from a question that is wrong", async () => {
  const { results } = await json("wilcoxon", [{ x: [1, 1], y: [1, 1] }]);
  const [answer] = results as Record<string, unknown>[];
  expect(answer).not.toHaveProperty("error");
  const one = await asked("mann-whitney", { x: [], y: [] });
  expect(one).toMatchObject({ exitCode: 2, stdout: "" });
  expect(one.stderr).toMatch(/^error: sample x is empty\n/);
});

it("shows infinite values in every form", async () => {
  const question = { x: [1, "Infinity"], y: [2, 3] };
  expect(await json("wasserstein", question)).toMatchObject({
    result: { wasserstein: "Infinity" },
  });
  expect((await asked("wasserstein", question)).stdout).toMatch(/^wasserstein +Infinity$/m);
  expect((await asked("wasserstein", question, "--format", "csv")).stdout).toContain(
    "wasserstein,Infinity\n",
  );
  const { stdout } = await asked(
    "quantiles",
    { x: ["-Infinity", 1, 2, "Infinity"] },
    "--format",
    "csv",
  );
  expect(stdout).toContain("-Infinity");
  expect(stdout).not.toContain("null");
});

it("takes arguments one by one, over those of the file", async () => {
  const files = { "case.json": '{"p": [0.01, 0.04]}' };
  const { stdout } = await run(
    ["stat", "adjust", "--input", "case.json", "--set", "p=[0.01,0.02]", "--json"],
    { files },
  );
  expect(JSON.parse(stdout)).toMatchObject({ result: { bonferroni: [0.02, 0.04] } });
});

it("reads columns of CSV and Parquet files, and counts those that hold text", async () => {
  const world = realWorld({
    "may.csv": "amount,channel\n1,app\n2,web\n2,app\nNA,\n",
    "june.csv": "amount,channel\n3,web\n4,web\n",
  });
  const files = localFiles({ stdin: Readable.from([]) });
  const pending = await files.create(world.path("june.parquet"));
  const writer = await tableWriter("parquet", pending, [{ name: "amount", kind: "number" }]);
  await writer.write({
    rows: 2,
    columns: [{ kind: "number", name: "amount", values: Float64Array.of(3, 4) }],
  });
  await writer.commit();
  for (const june of ["june.csv", "june.parquet"]) {
    const { stdout } = await world.run(`stat ks --x @may.csv:amount --y @${june}:amount --json`);
    expect(JSON.parse(stdout)).toMatchObject({ result: { n_x: 3, n_y: 2, dropped_x: 1, D: 1 } });
  }
  const { stdout } = await world.run(
    "stat chi-square --reference @may.csv:channel --current @june.csv:channel --json",
  );
  // app 2 of 3 against 0 of 2: χ² = 20/9 without correction.
  expect(JSON.parse(stdout)).toMatchObject({
    result: { chi2: expect.closeTo(20 / 9, 12) as number, dof: 1 },
  });
});

it.each([
  ["stat", /no statistic is named/],
  ["stat kss", /unknown statistic "kss"; did you mean "ks"|"kss"/],
  ["stat ks --x @may.csv --y @may.csv:v", /names no column/],
  ["stat ks --x @may.csv:w --y @may.csv:v", /"w".*\n/],
  ["stat ks --x @june.csv:v --y @may.csv:v", /no such file/],
  ["stat ks --set x", /"x" sets nothing/],
  ["stat ks --set x=[1", /not JSON/],
  ["stat ks --input @may.csv", /not JSON/],
  ["stat metrics --set y_true=[1]", /nothing was predicted/],
])("refuses %s", async (words, says) => {
  const world = realWorld({ "may.csv": "v\n1\n2\n" });
  const { exitCode, stdout, stderr } = await world.run(words);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/\n\s+at /);
});
