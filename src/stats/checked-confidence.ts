import { InputError } from "../core/errors.js";

/**
 * A level of confidence, such as 0.95.
 *
 * @throws {InputError} unless it lies between 0 and 1, both excluded
 * @example checkedConfidence(0.95) // 0.95
 */
export function checkedConfidence(confidence: number): number {
  if (confidence > 0 && confidence < 1) return confidence;
  throw new InputError(`confidence ${confidence} is not between 0 and 1`, {
    where: "confidence",
    fix: "give a share such as 0.95",
  });
}
