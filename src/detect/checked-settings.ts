import { InputError } from "../core/errors.js";
import { binTotal } from "./column-bins.js";
import type { DetectedColumn, DetectorSettings } from "./detector-settings.js";

/**
 * Settings that do not contradict themselves.
 *
 * @throws {InputError} when there is no column or one twice, the budget is not above 0, shares do not add up to
 *   1, or a reference is of another kind or over other bins
 */
export function checkedSettings(settings: DetectorSettings): DetectorSettings {
  const { columns, budgetDays, mode, seed } = settings;
  const refuse = (what: string, fix: string, where = "") => {
    throw new InputError(what, where === "" ? { fix } : { fix, where });
  };
  if (columns.length === 0) refuse("there is no column to watch", "name at least one column");
  const twice = columns.find(({ name }, i) => columns.findIndex((c) => c.name === name) < i);
  if (twice) refuse("a column is named twice", "name each column once", twice.name);
  if (!(budgetDays > 0 && budgetDays < Infinity))
    refuse(`a budget of ${budgetDays} days is none`, "give a number of days above 0");
  if (mode.kind === "sliding" && !(mode.windowMs > 0))
    refuse(`a window of ${mode.windowMs} ms is none`, "give a length above 0");
  if (!Number.isSafeInteger(seed)) refuse(`${seed} is not a seed`, "give a whole number");
  const shares = columns.map(({ share }) => share ?? 1 / columns.length);
  const all = shares.reduce((sum, share) => sum + share, 0);
  if (shares.some((share) => !(share > 0)) || Math.abs(all - 1) > 1e-9)
    refuse(`shares of the budget add up to ${all}`, "give shares above 0 that add up to 1");
  for (const column of columns)
    if (!fits(column)) {
      const fix = "make the reference anew for this column";
      refuse("a reference does not fit its column", fix, column.name);
    }
  return settings;
}

function fits({ kind, reference }: DetectedColumn): boolean {
  if (reference === undefined) return true;
  const bins = binTotal(reference.bins);
  const rows = [reference.bins.setup, ...Object.values(reference.counts)];
  return reference.bins.kind === kind && rows.every((counts) => counts.length === bins);
}
