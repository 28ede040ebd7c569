import { describe, expect, it } from "vitest";
import { labelColumns, parseLabelStrategy } from "../../../src/model/labels/label-strategy.js";
import { fitLabeller, labelsOf, type Labeller } from "../../../src/model/labels/labeller.js";
import { numberColumn, tableOf, textColumn } from "../../read-table.js";

const table = tableOf(
  numberColumn("amount", [1, 2, 3, 4, Number.NaN]),
  textColumn("risk", ["good", "bad", "good", "", "bad"]),
  textColumn("fraud", ["0", "1", "0", "0", ""]),
  textColumn("kind", ["c", "a", "b", "a", "c"]),
  textColumn("same", ["x", "x", "x", "x", ""]),
  textColumn("id", ["1", "2", "3", "4", "5"]),
);
const fit = (text: string, positive?: string) =>
  fitLabeller(parseLabelStrategy(text), table, positive);
const labels = (labeller: Labeller) => [...labelsOf(labeller, table)];

describe("a column", () => {
  it("has its positive class last: the one given, one that reads as yes, or the later", () => {
    expect(fit("column:risk").classes).toEqual(["bad", "good"]);
    expect(fit("column:risk", "bad").classes).toEqual(["good", "bad"]);
    expect(fit("column:fraud").classes).toEqual(["0", "1"]);
    expect(labels(fit("column:risk", "bad"))).toEqual([0, 1, 0, -1, 1]);
  });

  it("has as many classes as it has texts, sorted", () => {
    expect(fit("column:kind").classes).toEqual(["a", "b", "c"]);
    expect(labels(fit("column:kind"))).toEqual([2, 0, 1, 0, 2]);
  });

  it("gives no label to a class that it never saw", () => {
    const later = tableOf(textColumn("risk", ["ugly", "good"]));
    expect([...labelsOf(fit("column:risk"), later)]).toEqual([-1, 1]);
  });

  it("refuses what cannot be a class", () => {
    expect(() => fit("column:same")).toThrow('label column "same" has one value, "x"');
    expect(() => fit("column:risk", "ugly")).toThrow('"ugly" is none of the classes');
    expect(() => fit("column:kind", "a")).toThrow("there are 3 classes");
    expect(() => fit("column:rsk")).toThrow('no column "rsk"; did you mean "risk"?');
    const many = tableOf(
      textColumn(
        "id",
        Array.from({ length: 101 }, (_, i) => String(i)),
      ),
    );
    const call = () => fitLabeller(parseLabelStrategy("column:id"), many);
    expect(call).toThrow('label column "id" has 101 distinct values');
  });
});

it("labels by a rule", () => {
  expect(labels(fit("rule:amount > 2"))).toEqual([0, 0, 1, 1, -1]);
  expect([...labelColumns(parseLabelStrategy("rule:amount > 2"))]).toEqual([["amount", "number"]]);
});

it("labels what lies above a quantile, the threshold settled once", () => {
  const labeller = fit("quantile:amount:0.5");
  expect(labeller).toMatchObject({ threshold: 2.5 });
  expect(labels(labeller)).toEqual([0, 0, 1, 1, -1]);
  const later = tableOf(numberColumn("amount", [100, 200]));
  expect([...labelsOf(labeller, later)]).toEqual([1, 1]);
});

it.each([
  ["amount > 3", "does not say where labels come from"],
  ["column:", "does not say where labels come from"],
  ["quantile:amount", "does not say where labels come from"],
  ["quantile:amount:95", '"95" is not a share between 0 and 1'],
  ["quantile:amount:", '"" is not a share between 0 and 1'],
])("refuses %s", (text, what) => {
  expect(() => parseLabelStrategy(text)).toThrow(what);
});

it("survives JSON", () => {
  const labeller = fit("rule:amount > 2 and risk = 'good'");
  expect(labels(JSON.parse(JSON.stringify(labeller)) as Labeller)).toEqual(labels(labeller));
});
