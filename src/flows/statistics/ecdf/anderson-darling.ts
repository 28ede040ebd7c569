import { poolMany, type ManyCounts } from "../../../stats/pool-many.js";
import { countValues } from "../../../stats/pooled-counts.js";
import { andersonDarlingP } from "../../../stats/tests/quadratic-edf/anderson-darling-p.js";
import {
  andersonDarlingA2,
  andersonDarlingOfCounts,
  type EcdfAtTies,
} from "../../../stats/tests/quadratic-edf/anderson-darling.js";
import { definedOrNull } from "../defined-or-null.js";
import { arrayOf, dropMissing, sampleOf, type DroppedSample } from "../question.js";
import type { Answer, Question, Statistic } from "../statistic.js";

/** `arlequin stat anderson-darling`: k samples, with both ways to count ties. */
export const andersonDarling: Statistic = {
  name: "anderson-darling",
  summary: "k-sample Anderson-Darling test: gaps in middle and tails alike",
  definition: "Scholz & Stephens 1987",
  takes: "x, y or samples",
  answer(question) {
    const { samples, sizes } = samplesOf(question);
    const pooled = poolMany(samples);
    const notes: string[] = [];
    return {
      ...sizes,
      midrank: variant(pooled, "midrank", notes),
      right_continuous: variant(pooled, "right-continuous", notes),
      critical_values: andersonDarlingP(0, samples.length).criticalValues,
      ...(notes.length === 0 ? {} : { notes }),
    };
  },
};

/** The samples under `samples`, or the two under `x` and `y`. */
function samplesOf(question: Question) {
  if (question.samples === undefined) {
    const [x, y] = [sampleOf(question, "x"), sampleOf(question, "y")];
    const sizes = {
      n_x: x.values.length,
      n_y: y.values.length,
      dropped_x: x.dropped,
      dropped_y: y.dropped,
    };
    return { samples: [countValues("x", x.values), countValues("y", y.values)], sizes };
  }
  const given: DroppedSample[] = arrayOf(question, "samples").map((sample, i) => {
    const name = `samples[${i}]`;
    return dropMissing(arrayOf({ [name]: sample }, name), name);
  });
  return {
    samples: given.map(({ values }, i) => countValues(`samples[${i}]`, values)),
    sizes: { n: given.map(({ values }) => values.length), dropped: given.map((s) => s.dropped) },
  };
}

/** A² has a value where its variance has none; of two values, or one value, it says nothing. */
function variant(pooled: ManyCounts, ties: EcdfAtTies, notes: string[]): Answer | null {
  const key = ties === "midrank" ? "midrank" : "right_continuous";
  const found = definedOrNull(notes, key, () => andersonDarlingOfCounts(pooled, ties));
  if (found) {
    return { statistic: found.statistic, A2: found.a2, p: found.pValue, clamped: found.clamped };
  }
  const total = pooled.sizes.reduce((sum, size) => sum + size, 0);
  if (total < 3 || pooled.values.length < 2) return null;
  return { statistic: null, A2: andersonDarlingA2(pooled, ties), p: null, clamped: null };
}
