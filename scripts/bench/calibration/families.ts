import type { Random } from "../../../src/core/random.js";
import { categoricalSampler } from "../../../src/stats/resampling/categorical-sampler.js";
import { normalSampler } from "../../../src/stats/resampling/normal-sampler.js";

/** A kind of column, by its ties: what tests and thresholds get wrong depends on them. */
export interface Family {
  readonly name: string;
  readonly as: "numbers" | "categories";
  /** A source of values; those of categories are their numbers. */
  readonly sampler: (random: Random) => () => number;
}

/** Weights that fall as 1/rank: most categories are rare. */
const zipf = (categories: number) => Array.from({ length: categories }, (_, i) => 1 / (i + 1));
const weighted = (weights: readonly number[]) => (random: Random) =>
  categoricalSampler(random, weights);

export const CONTINUOUS: Family = {
  name: "continuous",
  as: "numbers",
  sampler: (random) => normalSampler(random),
};

export const FIVE_CATEGORIES: Family = {
  name: "5 categories",
  as: "categories",
  sampler: weighted([0.3, 0.25, 0.2, 0.15, 0.1]),
};

export const FAMILIES: readonly Family[] = [
  CONTINUOUS,
  {
    name: "rounded",
    as: "numbers",
    sampler: (random) => {
      const next = normalSampler(random);
      return () => Math.round(5 * next()) / 5; // to a fifth of a standard deviation
    },
  },
  { name: "Poisson(1)", as: "numbers", sampler: poisson },
  {
    name: "90 % zeros",
    as: "numbers",
    sampler: (random) => {
      const next = normalSampler(random);
      return () => (random() < 0.9 ? 0 : Math.exp(next()));
    },
  },
  { name: "binary", as: "numbers", sampler: (random) => () => Number(random() < 0.3) },
  FIVE_CATEGORIES,
  { name: "12 categories", as: "categories", sampler: weighted(zipf(12)) },
  { name: "200 categories", as: "categories", sampler: weighted(zipf(200)) },
];

/** Poisson of mean 1, by adding up its probabilities. */
function poisson(random: Random): () => number {
  return () => {
    const u = random();
    let [k, chance] = [0, Math.exp(-1)];
    for (let sum = chance; sum <= u && k < 20; sum += chance) chance /= ++k;
    return k;
  };
}
