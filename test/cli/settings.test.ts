import { expect, it } from "vitest";
import { run } from "./fake-context.js";

const origin = async (world: Parameters<typeof run>[1], key: string, ...flags: string[]) => {
  const { stdout, stderr } = await run(["config", "--json", ...flags], world);
  expect(stderr).toBe("");
  const { settings } = JSON.parse(stdout) as {
    settings: { key: string; value: unknown; origin: string }[];
  };
  return settings.find((setting) => setting.key === key);
};

it("says where a value comes from: a default, the file, a section of it", async () => {
  expect(await origin({}, "stat.format")).toMatchObject({ value: "table", origin: "default" });
  const files = { "arlequin.yaml": "quiet: true\nstat:\n  format: md\n" };
  expect(await origin({ files }, "stat.format")).toMatchObject({
    value: "md",
    origin: "file arlequin.yaml",
  });
  expect(await origin({ files }, "stat.quiet")).toMatchObject({
    value: "true",
    origin: "file arlequin.yaml",
  });
  expect(await origin({ files }, "config.format")).toMatchObject({ value: "table" });
});

it("shows that a secret is set, and not what it is", async () => {
  const shown = await origin({ env: { JENKINS_TOKEN: "hunter2" } }, "JENKINS_TOKEN");
  expect(shown).toMatchObject({ value: "(set)", origin: "env JENKINS_TOKEN" });
});

it.each([
  ["sta:\n  format: md", 'unknown key "sta"; did you mean "stat"?'],
  ["stat:\n  formt: md", 'unknown key "stat.formt"; did you mean "format"?'],
  ["stat:\n  format: xml", '--format is "xml"'],
  ["quiet: perhaps", '--quiet is "perhaps": Give true or false'],
  ["a: [1", "arlequin.yaml is not YAML"],
  ["- 1", "arlequin.yaml has no names at its top"],
])("refuses %j", async (text, message) => {
  const { exitCode, stderr } = await run(["config"], { files: { "arlequin.yaml": text } });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).toContain("arlequin.yaml");
});

it("wants the file that --config names", async () => {
  const { exitCode, stderr } = await run(["config", "--config", "nightly.yaml"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("nightly.yaml");
});
