/** A drift report, as short as one can be. */
export const REPORT = {
  schema: "arlequin.drift/1",
  version: "0.1.0",
  policy: "calibrated",
  alpha: 0.05,
  verdict: "drift",
  summary: "2 of 3 columns drift: amount, hour.",
  reference: { source: "may.csv", rows: 100, sha256: "aa" },
  current: { source: "june.csv", rows: 200, sha256: "bb" },
  drifted_columns: ["amount", "hour"],
  columns: [
    { name: "amount", headline: { measure: "psi", value: 0.4123, threshold: 0.05 } },
    { name: "hour", headline: null },
  ],
  trigger: null,
};
