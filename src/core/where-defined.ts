import { UndefinedError } from "./errors.js";

/** What a statistic says, or null where it has no answer: one without a value must not take the others along. */
export function whereDefined<T>(statistic: () => T): T | null {
  try {
    return statistic();
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    return null;
  }
}
