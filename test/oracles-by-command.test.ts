import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, it } from "vitest";

const CHECKER = "../shared/tools/check-oracles.mjs";

// Every oracle through the built command: statistics by `stat`, splits of real tables by `drift`.
it("gives other software's answers through the command line", { timeout: 300_000 }, ({ skip }) => {
  if (!existsSync(CHECKER)) skip("the oracles and their checker are not beside the project");
  expect(existsSync("dist/cli.js"), "run make build first").toBe(true);
  const { status, stdout } = spawnSync(process.execPath, [CHECKER], { encoding: "utf8" });
  expect(stdout).toMatch(/^\d+ passed, 0 failed$/m);
  expect(status).toBe(0);
});
