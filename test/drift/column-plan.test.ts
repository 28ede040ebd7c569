import { expect, it } from "vitest";
import { planColumns, type ColumnChoices, type KnownColumn } from "../../src/drift/column-plan.js";

const column = (name: string, type: KnownColumn["type"]): KnownColumn => ({
  name,
  type,
  storedAs: type,
});
const reference = [
  column("age", "number"),
  column("city", "text"),
  column("seen", "timestamp"),
  column("old", "text"),
];
const current = [
  column("city", "text"),
  column("age", "number"),
  column("seen", "timestamp"),
  column("new", "text"),
];
const plan = (choices: ColumnChoices = {}) => planColumns(reference, current, choices);

it("matches by name, in the order of the reference, and tells what one side lacks", () => {
  const { planned, schemaChanges } = plan();
  expect(planned.map(({ name, kind }) => [name, kind])).toEqual([
    ["age", "numeric"],
    ["city", "categorical"],
    ["seen", "datetime"],
  ]);
  expect(schemaChanges).toEqual({
    onlyInReference: ["old"],
    onlyInCurrent: ["new"],
    typeChanged: [],
  });
});

it("leaves time stamps out unless they are asked for", () => {
  const seen = (choices: ColumnChoices) =>
    plan(choices).planned.find(({ name }) => name === "seen");
  expect(seen({})).toMatchObject({ skip: expect.stringContaining("time stamp") as string });
  expect(seen({ categorical: ["seen"] })).toMatchObject({
    skip: null,
    kind: "categorical",
    forced: true,
  });
});

it("compares what is wanted only", () => {
  expect(
    plan({ columns: ["age", "city"], exclude: ["city"] }).planned.map(({ name }) => name),
  ).toEqual(["age"]);
});

it("knows the target and the prediction", () => {
  const roles = plan({ target: "city", prediction: "age" }).planned.map(({ role }) => role);
  expect(roles).toEqual(["prediction", "target", "feature"]);
});

it("compares numbers with text as categories, and says that the type changed", () => {
  const { planned, schemaChanges } = planColumns(
    [column("x", "number")],
    [column("x", "text")],
    {},
  );
  expect(planned).toMatchObject([{ kind: "categorical" }]);
  expect(schemaChanges.typeChanged).toEqual([
    { column: "x", reference: "number", current: "text" },
  ]);
});

it("refuses a name that neither table has, with the nearest one", () => {
  const call = () => plan({ exclude: ["ciyt"] });
  expect(call).toThrow('column "ciyt" is in neither table; did you mean "city"?');
});

it("refuses tables without a common column", () => {
  expect(() => planColumns([column("a", "text")], [column("b", "text")], {})).toThrow(
    "no column in common",
  );
});
