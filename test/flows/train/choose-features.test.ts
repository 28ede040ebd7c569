import { expect, it } from "vitest";
import { chooseFeatures } from "../../../src/flows/train/choose-features.js";
import { numberColumn, tableOf, textColumn, timeColumn } from "../../read-table.js";

const rows = Array.from({ length: 120 }, (_, i) => i);
const all = { features: null, exclude: [], labelColumns: [] };
const table = tableOf(
  numberColumn("customer_id", rows.map((i) => 1000 + (i % 60))),
  numberColumn("rate_id", rows.map((i) => i / 7)),
  numberColumn("row", rows.map((i) => i + 5)),
  numberColumn("region_id", rows.map((i) => i % 6)),
  numberColumn("nothing", rows.map(() => Number.NaN)),
  numberColumn("same", rows.map((i) => (i === 3 ? Number.NaN : 7))),
  numberColumn("amount", rows.map((i) => i * i)),
  textColumn("name", rows.map((i) => `n${i}`)),
  textColumn("accountId", rows.map((i) => `a${i % 55}`)),
  textColumn("city", rows.map((i) => `c${i % 55}`)),
  textColumn("flag", rows.map((i) => (i % 2 === 0 ? "yes" : ""))),
  textColumn("empty", rows.map(() => "")),
  timeColumn("when", rows.map((i) => new Date(i * 1e8).toISOString())),
); // prettier-ignore

it("leaves out what no model can learn from, and says why", () => {
  const { leftOut, ...chosen } = chooseFeatures(table, all);
  expect(chosen).toEqual({
    numbers: ["rate_id", "region_id", "amount"],
    categories: ["city", "flag"],
    times: ["when"],
  });
  expect(Object.fromEntries(leftOut.map(({ column, reason }) => [column, reason]))).toEqual({
    customer_id: "an identifier: 60 values in 120 rows",
    row: "it counts the rows",
    nothing: "it has no value",
    same: "it has one value only",
    name: "an identifier: 120 values in 120 rows",
    accountId: "an identifier: 55 values in 120 rows",
    empty: "it has no value",
  });
});

it("takes what it is told to take, but for the label", () => {
  const features = ["customer_id", "name", "amount"];
  const chosen = chooseFeatures(table, { ...all, features, labelColumns: ["amount"] });
  expect(chosen).toMatchObject({ numbers: ["customer_id"], categories: ["name"], times: [] });
});
