import { hodgesLehmann as shift } from "../../../stats/effects/hodges-lehmann.js";
import {
  hasExactShiftLaw,
  hodgesLehmannInterval,
} from "../../../stats/effects/hodges-lehmann-interval.js";
import { poolSamples } from "../../../stats/pooled-counts.js";
import { levelsOf } from "./levels-of.js";
import { sampleOf } from "../question.js";
import { notesOf } from "./sided-answer.js";
import type { Answer, Statistic } from "../statistic.js";

/** `arlequin stat hodges-lehmann`: the shift, and its interval at each level by both methods. */
export const hodgesLehmann: Statistic = {
  name: "hodges-lehmann",
  summary: "shift between two samples: median difference with interval",
  definition: "Hodges & Lehmann 1963; intervals: Hollander & Wolfe 1999",
  takes: "x, y, levels?",
  answer(question) {
    const [x, y] = [sampleOf(question, "x"), sampleOf(question, "y")];
    const { m, n, values } = poolSamples(x.values, y.values);
    const tied = values.length < m + n;
    const small = hasExactShiftLaw(m, n);
    const notes: string[] = [];
    if (tied) notes.push("ci_exact: its law holds without ties only");
    else if (!small) notes.push(`ci_exact: its law is too large for ${m} and ${n} values`);
    const intervals = levelsOf(question, [0.95]).map((level): [string, Answer] => {
      const normal = hodgesLehmannInterval(x.values, y.values, { level, method: "rank-normal" });
      const exact =
        tied || !small
          ? undefined
          : hodgesLehmannInterval(x.values, y.values, { level, method: "exact" });
      return [
        `level_${level}`,
        {
          ci_exact: exact === undefined ? null : [exact.low, exact.high],
          achieved_confidence: exact?.confidence ?? null,
          ci_rank_normal: [normal.low, normal.high],
        },
      ];
    });
    return {
      n_x: m,
      n_y: n,
      dropped_x: x.dropped,
      dropped_y: y.dropped,
      estimate: shift(x.values, y.values),
      ...Object.fromEntries(intervals),
      ...notesOf(notes),
    };
  },
};
