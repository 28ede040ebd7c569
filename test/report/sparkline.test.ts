import { expect, it } from "vitest";
import { sparkline } from "../../src/report/sparkline.js";

it("stands every share but 0 above the ground", () => {
  expect(sparkline([0, 1e-9, 0.1, 0.4, 0.5])).toBe("▁▂▃▇█");
  expect(sparkline([0, 0])).toBe("▁▁");
});

it("compares two pictures on one scale", () => {
  expect(sparkline([0.25, 0.25], 0.5)).toBe("▅▅");
});
