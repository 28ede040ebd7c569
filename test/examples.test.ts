import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Every `@example call(...) // value` in src/stats, as [file, call, value]. */
const examples = readdirSync("src/stats", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) =>
    [...readFileSync(`src/stats/${file}`, "utf8").matchAll(/@example (.+?) \/\/ (.+)/g)].map(
      ([, call = "", value = ""]) => [file, call, value] as const,
    ),
  );

it.each(examples)("src/stats/%s: %s is %s", async (file, call, value) => {
  const module = (await import(`../src/stats/${file}`)) as Record<string, unknown>;
  const names = Object.keys(module);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- our own docstrings, on purpose
  const evaluate = new Function(...names, `return [${call}, ${value}]`) as (
    ...values: unknown[]
  ) => unknown[];
  const [actual, expected] = evaluate(...names.map((name) => module[name]));
  if (typeof expected === "number") expect(actual).toBeCloseTo(expected, 12);
  else expect(actual).toEqual(expected);
});
