import { expect, it } from "vitest";
import { factsOf, parseDriftEvidence } from "../../../src/flows/trigger/drift-evidence.js";
import { byHandId, evidenceId } from "../../../src/flows/trigger/trigger-id.js";
import { REPORT } from "./report.js";

const parse = (document: unknown) => parseDriftEvidence(JSON.stringify(document), "drift.json");

it("reads what a trigger goes by", () => {
  const evidence = parse(REPORT);
  expect(evidence).toMatchObject({ verdict: "drift", driftedColumns: ["amount", "hour"] });
  expect(factsOf(evidence)).toEqual([
    ["drifted columns", "amount (psi 0.412), hour"],
    ["current", "june.csv, 200 rows"],
    ["reference", "may.csv, 100 rows"],
    ["policy", "calibrated, alpha 0.05"],
  ]);
});

it("is content with a verdict", () => {
  const evidence = parse({ verdict: "no-drift" });
  expect(evidence).toMatchObject({ verdict: "no-drift", summary: "", driftedColumns: [] });
  expect(factsOf(evidence)).toEqual([]);
});

it.each([
  ["{", /not JSON/],
  ["[]", /no drift report/],
  ["{}", /verdict is missing/],
  ['{"verdict": "maybe"}', /verdict is "maybe"/],
  ['{"schema": "arlequin.compare/1", "verdict": "drift"}', /schema is "arlequin.compare\/1"/],
])("refuses %s", (text, message) => {
  const call = () => parseDriftEvidence(text, "drift.json");
  expect(call).toThrow(message);
  expect(call).toThrow(expect.objectContaining({ name: "InputError", where: "drift.json" }));
});

it("gives the same data the same id, whatever else differs", async () => {
  const id = await evidenceId(parse(REPORT));
  expect(id).toMatch(/^[0-9a-f]{64}$/);
  const again = {
    ...REPORT,
    drifted_columns: ["hour", "amount"],
    timing: { seconds: 9 },
    reference: { ...REPORT.reference, source: "elsewhere/may.csv" },
  };
  expect(await evidenceId(parse(again))).toBe(id);
});

it.each([
  ["data", { current: { ...REPORT.current, sha256: "cc" } }],
  ["policy", { policy: "classic" }],
  ["alpha", { alpha: 0.01 }],
  ["verdict", { verdict: "no-drift" }],
  ["columns", { drifted_columns: ["amount"] }],
])("gives other %s another id", async (_, change) => {
  const ids = [await evidenceId(parse(REPORT)), await evidenceId(parse({ ...REPORT, ...change }))];
  expect(new Set(ids).size).toBe(2);
});

it("lets name and size stand for data without a hash", async () => {
  const unhashed = (source: string, rows: number) =>
    evidenceId(parse({ ...REPORT, current: { source, rows, sha256: null } }));
  const ids = [await unhashed("a", 1), await unhashed("a", 2), await unhashed("b", 1)];
  expect(new Set(ids).size).toBe(3);
});

it("makes each retraining by hand one of its own", async () => {
  const at = (time: string) => byHandId("jenkins", new Date(time));
  expect(await at("2026-01-01T00:00:00Z")).not.toBe(await at("2026-01-01T00:00:01Z"));
});
