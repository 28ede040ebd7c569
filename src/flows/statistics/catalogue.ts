import { energy } from "./energy.js";
import { fisherExact } from "./fisher-exact.js";
import { ks } from "./ks.js";
import { mannWhitney } from "./mann-whitney.js";
import { metrics } from "./metrics.js";
import type { Statistic } from "./statistic.js";
import { wasserstein } from "./wasserstein.js";
import { wilcoxon } from "./wilcoxon.js";

/** Every name of `arlequin stat`, in the order in which `--list` shows them. */
export const STATISTICS: readonly Statistic[] = [
  fisherExact,
  ks,
  mannWhitney,
  wasserstein,
  energy,
  wilcoxon,
  metrics,
];
