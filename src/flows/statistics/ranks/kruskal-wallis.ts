import { kruskalWallis as test } from "../../../stats/tests/kruskal-wallis.js";
import { groupsOf } from "./groups-of.js";
import { notesOf } from "./sided-answer.js";
import { definedOrNull } from "../defined-or-null.js";
import type { Statistic } from "../statistic.js";

/** `arlequin stat kruskal-wallis` */
export const kruskalWallis: Statistic = {
  name: "kruskal-wallis",
  summary: "rank test of several samples: does any tend to be larger",
  definition: "Kruskal & Wallis 1952",
  takes: "groups",
  answer(question) {
    const groups = groupsOf(question);
    const notes: string[] = [];
    const found = definedOrNull(notes, "H", () => test(groups.map(({ values }) => values)));
    return {
      H: found?.statistic ?? null,
      p: found?.pValue ?? null,
      df: groups.length - 1,
      n: groups.map(({ values }) => values.length),
      dropped: groups.map(({ dropped }) => dropped),
      ...notesOf(notes),
    };
  },
};
