import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundledCommand } from "./bundled-command.js";

let folder: string;
let start: Awaited<ReturnType<typeof bundledCommand>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "arlequin-configuration-"));
  start = await bundledCommand(folder);
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it("reads arlequin.yaml when it is bundled, too", async () => {
  writeFileSync(join(folder, "arlequin.yaml"), "quiet: true\ngenerate:\n  rows: 2\n");
  const { code, stdout, stderr } = await start(["generate"]).end;
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout.trimEnd().split("\n")).toHaveLength(3);
});
