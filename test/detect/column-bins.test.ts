import fc from "fast-check";
import { expect, it } from "vitest";
import { binTotal, columnBins, countByBins, setupRows } from "../../src/detect/column-bins.js";

it("cuts numbers into eight even parts, at values of their own", () => {
  const bins = columnBins(
    "number",
    Array.from({ length: 800 }, (_, i) => i),
  );
  expect(bins).toEqual({
    kind: "number",
    edges: [99, 199, 299, 399, 499, 599, 699],
    setup: [0, 99, 100, 100, 100, 100, 100, 100, 101],
  });
});

it("gives a value that fills more than one part a bin of its own", () => {
  const values = [...new Array<number>(70).fill(0), ...Array.from({ length: 30 }, (_, i) => i + 1)];
  const bins = columnBins("number", values);
  expect(bins).toMatchObject({ edges: [0, 1, 5, 18], setup: [0, 0, 70, 4, 13, 13] });
});

it("sees what is above and below a constant", () => {
  const bins = columnBins("number", [5, 5, 5]);
  expect(Array.from(countByBins(bins, [4, 5, 5.000001, null]))).toEqual([1, 1, 1, 1]);
});

it.each([
  ["number", [null, Number.NaN, undefined], [3, 0]],
  ["category", [null, undefined], [2, 0]],
  ["number", [], [0, 0]],
] as const)("takes a setup of %s without a value", (kind, values, setup) => {
  const bins = columnBins(kind, values);
  expect(bins.setup).toEqual(setup);
  expect(binTotal(bins)).toBe(2);
  expect(Array.from(countByBins(bins, [1, null]))).toEqual([1, 1]);
});

it("takes infinities for the largest numbers, and −0 for 0", () => {
  const bins = columnBins("number", [-Infinity, -Infinity, -0, 0, 1, Infinity, Infinity, Infinity]);
  const counts = countByBins(bins, [-Infinity, -0, 0, Infinity, Number.MAX_VALUE]);
  expect(JSON.parse(JSON.stringify(bins))).toEqual(bins);
  expect(counts[1]).toBe(1);
  expect(counts.at(-1)).toBe(2);
  expect(countByBins(bins, [-0])).toEqual(countByBins(bins, [0]));
});

it("keeps the fifteen most frequent levels, equal ones by name, and one bin for others", () => {
  const values = Array.from({ length: 40 }, (_, i) => `v${i % 20}`).concat("z", "z", "z");
  const bins = columnBins("category", values);
  expect(bins).toMatchObject({
    levels: [
      "z",
      "v0",
      "v1",
      "v10",
      ...["v11", "v12", "v13", "v14"],
      ...["v15", "v16", "v17", "v18", "v19", "v2", "v3"],
    ],
  });
  const counts = countByBins(bins, ["z", "v9", "never seen", null]);
  expect([counts[0], counts[1], counts.at(-1)]).toEqual([1, 1, 2]);
});

it("takes true and false for categories", () => {
  const bins = columnBins("category", [true, true, false]);
  expect(Array.from(countByBins(bins, [true, "true", false]))).toEqual([0, 2, 1, 0]);
});

const cells = fc.array(
  fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 3 }), fc.constant(null)),
);

it("counts every row once, whatever the values, in an order that JSON keeps", () => {
  fc.assert(
    fc.property(cells, cells, (setup, values) => {
      const bins = columnBins("number", setup);
      expect(JSON.parse(JSON.stringify(bins))).toEqual(bins);
      expect(binTotal(bins)).toBeLessThanOrEqual(10);
      expect(countByBins(bins, values).reduce((all, count) => all + count, 0)).toBe(values.length);
      if (bins.kind === "number") expect(bins.edges).toEqual([...bins.edges].sort((a, b) => a - b));
    }),
  );
});

it("follows a change of unit that keeps the order", () => {
  const whole = fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1 });
  fc.assert(
    fc.property(whole, (values) => {
      const cubed = values.map((value) => value ** 3 + 7);
      const own = columnBins("number", values);
      const changed = columnBins("number", cubed);
      expect(countByBins(changed, cubed)).toEqual(countByBins(own, values));
    }),
  );
});

it("asks for forty rows a bin", () => {
  expect([setupRows("number"), setupRows("category")]).toEqual([500, 640]);
});
