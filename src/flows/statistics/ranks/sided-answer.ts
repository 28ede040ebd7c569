import type { Alternative } from "../../../stats/alternative.js";
import type { SidedZTests } from "../../../stats/tests/rank-z.js";
import { definedOrNull } from "../defined-or-null.js";

/** The answers to each alternative, in the letters of JSON. */
export function sidedAnswer<T>({
  "two-sided": twoSided,
  less,
  greater,
}: Readonly<Record<Alternative, T>>) {
  return { two_sided: twoSided, less, greater };
}

const UNDEFINED = { z: null, p: null };

/** z and p against each alternative, or nulls where undefined; the reason joins `notes`. */
export function zTestsAnswer(notes: string[], key: string, compute: () => SidedZTests) {
  const defined = definedOrNull(notes, key, () => sidedAnswer(compute()));
  return defined ?? { two_sided: UNDEFINED, less: UNDEFINED, greater: UNDEFINED };
}

/** The `notes` of an answer: left out where there is nothing to say. */
export function notesOf(notes: readonly string[]) {
  return notes.length === 0 ? {} : { notes };
}
