import { DuckDBInstance } from "@duckdb/node-api";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { bundledCommand } from "./bundled-command.js";

// Two tables of names that are all different, more than a small memory holds; and text past the size that
// is kept in memory.
let folder: string;
let temp: string;
let start: Awaited<ReturnType<typeof bundledCommand>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "arlequin-bad-days-"));
  temp = join(folder, "temp");
  start = await bundledCommand(folder);
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  const name = "'a name that is long enough for a heap ' || hash(range) AS name";
  for (const [file, from] of Object.entries({ reference: 0, current: 7 })) {
    const rows = `SELECT ${name}, range % 9 AS number FROM range(${from}, ${from + 400_000})`;
    await connection.run(`COPY (${rows}) TO '${join(folder, file)}.parquet'`);
  }
  const long = "SELECT range AS id, hash(range) AS x, repeat('text ', 16) AS t FROM range(700_000)";
  await connection.run(`COPY (${long}) TO '${join(folder, "long.csv")}'`);
  await connection.run(`COPY (${long}) TO '${join(folder, "quoted.csv")}' (FORCE_QUOTE (t))`);
  connection.closeSync();
  instance.closeSync();
}, 60_000);

beforeEach(() => {
  rmSync(temp, { recursive: true, force: true });
  mkdirSync(temp);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const NAMES = ["--reference", "reference.parquet", "--current", "current.parquet"];
const counting = [...["drift", ...NAMES, "--json", "--temp", "temp"]];
const spilling = [...counting, "--memory", "48MB", "--threads", "1"];

function comparing(file: string): string[] {
  return ["drift", "-r", file, "-c", file, "--temp", "temp", "--memory", "48MB"];
}

/** Wait until a file of that name lies in the private folder of a run. */
async function untilThere(name: RegExp, { end }: ReturnType<typeof start>): Promise<void> {
  const run = { isOver: false };
  void end.then(() => (run.isOver = true));
  while (!run.isOver) {
    const [own] = readdirSync(temp);
    const there = own === undefined ? [] : readdirSync(join(temp, own));
    if (there.some((file) => name.test(file))) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error(`no file like ${name.source} was there: ${JSON.stringify(await end)}`);
}

it.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)(
  "stops at %s in the middle of a count, and leaves nothing",
  async (signal, code) => {
    const run = start(spilling);
    await untilThere(/^duckdb_temp/, run);
    run.child.kill(signal);
    expect(await run.end).toMatchObject({ code, stdout: "" });
    expect(readdirSync(temp)).toEqual([]);
  },
  30_000,
);

it("stops at Ctrl-C while it waits for stdin", async () => {
  const run = start(["drift", "-r", "reference.parquet", "-c", "-", "--temp", "temp"]);
  run.child.stdin.write("name,number\na,3\n");
  await untilThere(/^stdin/, run);
  run.child.kill("SIGINT");
  expect(await run.end).toMatchObject({ code: 130, stdout: "" });
  expect(readdirSync(temp)).toEqual([]);
}, 30_000);

it("gives the same answer where it has to work on disk", async () => {
  const answers = [];
  for (const argv of [counting, spilling]) {
    const run = start(argv);
    if (argv === spilling) await untilThere(/^duckdb_temp/, run);
    const { code, stdout } = await run.end;
    const { timing, ...answer } = JSON.parse(stdout) as Record<string, unknown>;
    expect([code, typeof timing]).toEqual([0, "object"]);
    answers.push(answer);
  }
  expect(answers[1]).toEqual(answers[0]);
  expect(readdirSync(temp)).toEqual([]);
}, 60_000);

const UNREADABLE = /check the file|internal error/;

/** Run the command in a shell of which no file may grow past a megabyte. */
function withSmallFiles(argv: readonly string[], input = "/dev/null") {
  const line = `ulimit -f 2048; exec "$0" arlequin.mjs "$@" < ${input}`;
  const argumentsOf = ["-c", line, process.execPath, ...argv];
  return spawnSync("sh", argumentsOf, { cwd: folder, encoding: "utf8" });
}

it.each([
  ["spills", spilling, undefined],
  ["reads a long plain text", comparing("long.csv"), undefined],
  ["reads a long text", comparing("quoted.csv"), undefined],
  ["keeps stdin", ["drift", "-r", "-", "-c", "reference.parquet", "--temp", "temp"], "long.csv"],
])(
  "says that there is no room when it %s",
  (_, argv, input) => {
    const { status, stdout, stderr } = withSmallFiles(argv, input);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: .*(no room for the temporary files|larger than is allowed)/);
    expect(stderr).toMatch(/\n {2}fix: .*disk/);
    expect(stderr).not.toMatch(UNREADABLE);
    expect(readdirSync(temp)).toEqual([]);
  },
  30_000,
);

const hasOwnMounts = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/tmp"]).status;

it.runIf(hasOwnMounts === 0)(
  "says that a small disk is full",
  () => {
    // A disk of 8 MB, which no other process sees.
    writeFileSync(
      join(folder, "small.sh"),
      `mount -t tmpfs -o size=8m none temp && "$@"; echo $? > code; ls temp > left`,
    );
    for (const argv of [spilling, comparing("long.csv"), comparing("quoted.csv")]) {
      const words = ["-rm", "sh", "small.sh", process.execPath, "arlequin.mjs", ...argv];
      const { stderr } = spawnSync("unshare", words, { cwd: folder, encoding: "utf8" });
      expect(stderr).toBe(
        "error: there is no room for the temporary files\n  where: temp\n" +
          "  fix:   free some space, or name a folder on a larger disk with --temp\n",
      );
      const read = (name: string) => readFileSync(join(folder, name), "utf8");
      expect([read("code"), read("left")]).toEqual(["2\n", ""]);
    }
  },
  60_000,
);
