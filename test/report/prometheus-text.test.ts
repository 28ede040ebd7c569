import { expect, it } from "vitest";
import { prometheusText } from "../../src/report/prometheus-text.js";

it("escapes labels and help, each in its own way", () => {
  const labels = { column: 'a"b\\c\nd é', other: "" };
  const family = { name: "x", type: "gauge" as const, help: 'say "a\\b"\nagain' };
  expect(prometheusText([{ ...family, samples: [{ labels, value: 1 }] }])).toBe(
    [
      '# HELP x say "a\\\\b"\\nagain',
      "# TYPE x gauge",
      'x{column="a\\"b\\\\c\\nd é",other=""} 1',
      "",
    ].join("\n"),
  );
});

it("writes numbers so that Go reads the same", () => {
  const values = [0, 0.1 + 0.2, 1e21, 5e-324, Infinity, -Infinity, Number.NaN];
  const family = { name: "x", type: "counter" as const, help: "h" };
  const text = prometheusText([{ ...family, samples: values.map((value) => ({ value })) }]);
  expect(text.split("\n").slice(2, -1)).toEqual(
    ["0", "0.30000000000000004", "1e+21", "5e-324", "+Inf", "-Inf", "NaN"].map((n) => `x ${n}`),
  );
});

it("leaves out a family without samples", () => {
  expect(prometheusText([{ name: "x", type: "gauge", help: "h", samples: [] }])).toBe("");
});
