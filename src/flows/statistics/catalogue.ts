import { adjust } from "./adjust.js";
import { categoryDistances } from "./categories/category-distances.js";
import { chiSquare } from "./categories/chi-square.js";
import { fisherExact } from "./categories/fisher-exact.js";
import { g } from "./categories/g.js";
import { psi } from "./categories/psi.js";
import { cramerVonMises } from "./ecdf/cramer-von-mises.js";
import { delong } from "./classifiers/delong.js";
import { mcnemar } from "./classifiers/mcnemar.js";
import { metrics } from "./classifiers/metrics.js";
import { pairedBootstrap } from "./classifiers/paired-bootstrap.js";
import { distribution } from "./distribution.js";
import { andersonDarling } from "./ecdf/anderson-darling.js";
import { energy } from "./ecdf/energy.js";
import { ks } from "./ecdf/ks.js";
import { wasserstein } from "./ecdf/wasserstein.js";
import { quantiles } from "./quantiles.js";
import { brunnerMunzel } from "./ranks/brunner-munzel.js";
import { cliffsDelta } from "./ranks/cliffs-delta.js";
import { friedman } from "./ranks/friedman.js";
import { hodgesLehmann } from "./ranks/hodges-lehmann.js";
import { kruskalWallis } from "./ranks/kruskal-wallis.js";
import { mannWhitney } from "./ranks/mann-whitney.js";
import { wilcoxon } from "./ranks/wilcoxon.js";
import type { Statistic } from "./statistic.js";
import { bootstrap } from "./resampling/bootstrap.js";
import { permutation } from "./resampling/permutation.js";
import { weighted } from "./weighted.js";

/** Every name of `arlequin stat`, in the order in which `--list` shows them. */
export const STATISTICS: readonly Statistic[] = [
  ks,
  chiSquare,
  g,
  fisherExact,
  cramerVonMises,
  andersonDarling,
  energy,
  wasserstein,
  psi,
  categoryDistances,
  mannWhitney,
  hodgesLehmann,
  cliffsDelta,
  wilcoxon,
  kruskalWallis,
  brunnerMunzel,
  friedman,
  adjust,
  quantiles,
  weighted,
  metrics,
  mcnemar,
  pairedBootstrap,
  bootstrap,
  permutation,
  delong,
  distribution,
];
