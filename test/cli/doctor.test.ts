import { expect, it } from "vitest";
import type { Context } from "../../src/cli/context.js";
import { run } from "./fake-context.js";

/** A world with an engine that opens and a network of one answer. */
function world(env: Record<string, string>, answer?: () => Response) {
  const engine = { name: "duckdb", [Symbol.asyncDispose]: () => Promise.resolve() };
  const fetch = () =>
    answer ? Promise.resolve(answer()) : Promise.reject(new TypeError("fetch failed"));
  const parts = { openEngine: () => Promise.resolve(engine), fetch };
  return { env, with: parts as unknown as Partial<Context> };
}
const checks = (stdout: string) =>
  (
    JSON.parse(stdout) as {
      checks: { name: string; ok: boolean; detail: string; fix: string | null }[];
    }
  ).checks;

it("finds a machine well that is well", async () => {
  const { exitCode, stdout, stderr } = await run(["doctor", "--json"], world({}));
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(checks(stdout).map(({ name, ok }) => [name, ok])).toEqual([
    ["node", true],
    ["engine", true],
    ["configuration", true],
    ["folder", true],
  ]);
});

it("asks Jenkins who it is, where it is configured", async () => {
  const answer = () => new Response('{"mode": "NORMAL"}', { headers: { "x-jenkins": "2.579" } });
  const env = { JENKINS_URL: "https://ci.example.org", JENKINS_USER: "ada", JENKINS_TOKEN: "t" };
  const { exitCode, stdout } = await run(["doctor", "--json"], world(env, answer));
  expect(exitCode).toBe(0);
  expect(checks(stdout).at(-1)).toMatchObject({
    ok: true,
    detail: "Jenkins 2.579 answers, as ada",
  });
});

it.each([
  ["is not let in", () => new Response("", { status: 401 }), 31],
  ["does not answer", undefined, 30],
] as const)("says that Jenkins %s, and shows no secret", async (_, answer, code) => {
  const env = {
    JENKINS_URL: "https://ci.example.org",
    JENKINS_USER: "ada",
    JENKINS_TOKEN: "hunter2",
  };
  const { exitCode, stdout } = await run(["doctor"], world(env, answer));
  expect(exitCode).toBe(code);
  expect(stdout).toContain("wrong");
  expect(stdout).not.toContain("hunter2");
});

it("stops at a fault in the configuration, as every command does", async () => {
  const files = { "arlequin.yaml": "drfit:\n  alpha: 0.1\n" };
  const { exitCode, stderr } = await run(["doctor", "--json"], { ...world({}), files });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('did you mean "drift"');
});
