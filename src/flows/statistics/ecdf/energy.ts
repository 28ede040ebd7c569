import { squaredEnergyOfCounts } from "../../../stats/distances/energy-distance.js";
import type { Statistic } from "../statistic.js";
import { weightedSamplesOf } from "../two-samples.js";

/** `arlequin stat energy`: the energy distance and its square. */
export const energy: Statistic = {
  name: "energy",
  summary: "energy distance, and its square",
  definition: "Székely & Rizzo 2013",
  takes: "x, y, weights_x?, weights_y?",
  answer(question) {
    const { pooled, sizes } = weightedSamplesOf(question);
    const squared = squaredEnergyOfCounts(pooled);
    return { ...sizes, energy: Math.sqrt(squared), energy_squared: squared };
  },
};
