import type { Report } from "../report/document.js";

/** A table as CSV text: numbers in full precision, null an empty field. */
export async function csvText({ columns, rows }: Report["csv"]): Promise<string> {
  const { stringify } = await import("csv-stringify/sync");
  const cast = { boolean: String, number: String };
  return stringify([[...columns], ...rows.map((row) => [...row])], { cast });
}
