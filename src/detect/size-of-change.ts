import { UndefinedError } from "../core/errors.js";
import { stabilityLaw, type StabilityLaw } from "../stats/distances/stability-law.js";
import type { BeforeAndSince } from "./before-and-since.js";

/**
 * How large the change is: the debiased PSI of the rows since its start against those before.
 * The start is where the evidence grew from, so a change is more likely seen too large than too small.
 *
 * @returns null where the rows are too few for two bins of five expected each
 */
export function sizeOfChange({ before, since }: BeforeAndSince): StabilityLaw | null {
  if (before.length === 0) return null;
  try {
    return stabilityLaw(before, since);
  } catch (error) {
    if (error instanceof UndefinedError) return null;
    throw error;
  }
}

/** Every row lies in one and the same bin: whatever the evidence, nothing has changed. */
export function isNoChange({ before, since }: BeforeAndSince): boolean {
  let occupied = 0;
  for (let bin = 0; bin < before.length; bin++) if (before[bin]! + since[bin]! > 0) occupied += 1;
  return occupied === 1;
}
