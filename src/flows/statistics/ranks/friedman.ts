import { InputError } from "../../../core/errors.js";
import { friedman as test } from "../../../stats/tests/friedman.js";
import { rawGroupsOf } from "./groups-of.js";
import { numberOrMissing } from "../question.js";
import { notesOf } from "./sided-answer.js";
import { definedOrNull } from "../defined-or-null.js";
import type { Question, Statistic } from "../statistic.js";

/** `arlequin stat friedman`: a block with a missing value is dropped whole, and counted. */
export const friedman: Statistic = {
  name: "friedman",
  summary: "rank test of k treatments tried on the same n blocks",
  definition: "Friedman 1937; ties: Hollander & Wolfe 1999",
  takes: "groups",
  answer(question) {
    const { treatments, blocks, dropped } = wholeBlocksOf(question);
    const notes: string[] = [];
    const found = definedOrNull(notes, "chi2", () => test(treatments));
    return {
      chi2: found?.statistic ?? null,
      p: found?.pValue ?? null,
      df: treatments.length - 1,
      kendalls_w: found?.concordance ?? null,
      n_blocks: blocks,
      dropped_blocks: dropped,
      ...notesOf(notes),
    };
  },
};

function wholeBlocksOf(question: Question) {
  const treatments = rawGroupsOf(question).map((group, j) =>
    Float64Array.from(group, (v, i) => numberOrMissing(v, `groups[${j}][${i}]`) ?? Number.NaN),
  );
  const length = treatments[0]?.length ?? 0;
  const ragged = treatments.findIndex((treatment) => treatment.length !== length);
  if (ragged !== -1) {
    throw new InputError("the groups differ in length", {
      where: `groups[${ragged}]`,
      fix: "give each group one value for each block, null where it is missing",
    });
  }
  const isWhole = (_: number, i: number) => treatments.every((row) => !Number.isNaN(row[i]!));
  const whole = treatments.map((treatment) => treatment.filter(isWhole));
  const blocks = whole[0]?.length ?? 0;
  return { treatments: whole, blocks, dropped: length - blocks };
}
