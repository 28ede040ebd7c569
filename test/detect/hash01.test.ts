import { expect, it } from "vitest";
import { hash01 } from "../../src/detect/hash01.js";

it("gives the same number for the same place, and another for any other", () => {
  const places = [
    hash01(1, "x", 0)(0, 0),
    hash01(2, "x", 0)(0, 0),
    hash01(1 + 2 ** 32, "x", 0)(0, 0),
    hash01(1, "y", 0)(0, 0),
    hash01(1, "x", 1)(0, 0),
    hash01(1, "x", 0)(1, 0),
    hash01(1, "x", 0)(2 ** 32, 0),
    hash01(1, "x", 0)(0, 1),
  ];
  expect(new Set(places).size).toBe(places.length);
  expect(hash01(1, "x", 0)(0, 0)).toBe(places[0]);
});

it("is the same on every machine", () => {
  expect(hash01(42, "amount", 3)(1000, 5)).toBe(0.6935653142601407);
});

it("is uniform over ticks, nodes, segments and columns, and neighbours are independent", () => {
  for (const [name, at] of Object.entries({
    ticks: (i: number) => hash01(1, "x", 0)(i, 0),
    nodes: (i: number) => hash01(1, "x", 0)(0, i),
    segments: (i: number) => hash01(1, "x", i)(0, 0),
    columns: (i: number) => hash01(1, `copy ${i}`, 0)(0, 0),
    seeds: (i: number) => hash01(i, "x", 0)(0, 0),
  })) {
    const n = 20_000;
    const tenths = new Array<number>(10).fill(0);
    let product = 0;
    for (let i = 0; i < n; i++) {
      const v = at(i);
      tenths[Math.floor(v * 10)]! += 1;
      product += (v - 0.5) * (at(i + 1) - 0.5);
    }
    // χ² of 9 degrees of freedom and a correlation of standard deviation 1/√n: both at 4 in 10,000 or so.
    const chi = tenths.reduce((sum, count) => sum + (count - n / 10) ** 2 / (n / 10), 0);
    expect(chi, name).toBeLessThan(30);
    expect(Math.abs((12 * product) / n), name).toBeLessThan(3.5 / Math.sqrt(n));
  }
});
