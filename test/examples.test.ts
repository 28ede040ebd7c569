import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { confusionMatrix } from "../src/stats/scores/confusion-matrix.js";

/** Every `@example call(...) // value` in src/stats, as [file, call, value]. */
const examples = readdirSync("src/stats", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) =>
    [...readFileSync(`src/stats/${file}`, "utf8").matchAll(/@example (.+?) \/\/ (.+)/g)].map(
      ([, call = "", value = ""]) => [file, call, value] as const,
    ),
  );

it.each(examples)("src/stats/%s: %s is %s", async (file, call, value) => {
  // What is computed from a confusion matrix shows the rows that it counts.
  const own = (await import(`../src/stats/${file}`)) as Record<string, unknown>;
  const module: Record<string, unknown> = { confusionMatrix, ...own };
  const names = Object.keys(module);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- our own docstrings, on purpose
  const evaluate = new Function(...names, `return [${call}, ${value}]`) as (
    ...values: unknown[]
  ) => unknown[];
  const [actual, expected] = evaluate(...names.map((name) => module[name]));
  if (typeof expected === "number") expect(actual).toBeCloseTo(expected, 12);
  else expect(actual).toEqual(expected);
});
