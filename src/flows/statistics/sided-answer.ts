import { UndefinedError } from "../../core/errors.js";
import type { Alternative } from "../../stats/alternative.js";
import type { SidedZTests } from "../../stats/tests/rank-z.js";

/** The answers to each alternative, in the letters of JSON. */
export function sidedAnswer<T>({
  "two-sided": twoSided,
  less,
  greater,
}: Readonly<Record<Alternative, T>>) {
  return { two_sided: twoSided, less, greater };
}

const UNDEFINED = { z: null, p: null };

/** z and p against each alternative, or nulls where they are undefined; the reason goes to notes. */
export function zTestsAnswer(ask: () => SidedZTests, notes: Set<string>) {
  const defined = definedOrNull(() => sidedAnswer(ask()), notes);
  return defined ?? { two_sided: UNDEFINED, less: UNDEFINED, greater: UNDEFINED };
}

/** What `ask` gives, or null where it is undefined; the reason goes to notes, once. */
export function definedOrNull<T>(ask: () => T, notes: Set<string>): T | null {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    notes.add(error.message);
    return null;
  }
}

/** The `notes` of an answer: left out where there is nothing to say. */
export function notesOf(notes: Set<string>) {
  return notes.size === 0 ? {} : { notes: [...notes] };
}
