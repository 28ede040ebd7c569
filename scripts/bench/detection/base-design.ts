// The stream that the rules of watching are compared on: eight columns, 50 rows a minute.
import { seededRandom, type Random } from "../../../src/core/random.js";
import type { CellValues } from "../../../src/detect/column-bins.js";
import type { DetectedColumn } from "../../../src/detect/detector-settings.js";
import { normalSampler } from "../../../src/stats/resampling/normal-sampler.js";

/** Gives the next value of a column. */
export type Draw = () => number | string;

/** What becomes of a value of column `place`, so many minutes after the change. */
export type Change = (place: number, value: number | string, minute: number) => number | string;

/** The columns of the design. */
export const COLUMNS: readonly DetectedColumn[] = [
  ...["n1", "n2", "n3", "n4", "lognormal", "poisson"].map((name) => ({
    name,
    kind: "number" as const,
  })),
  ...["four", "twelve"].map((name) => ({ name, kind: "category" as const })),
];

/** Rows that came in one minute. */
export function minuteOf(
  draws: readonly Draw[],
  rows: number,
  changed: (place: number, value: number | string) => number | string = (_, value) => value,
): Map<string, { readonly values: CellValues }> {
  return new Map(
    draws.map((draw, place) => {
      const values = Array.from({ length: rows }, () => changed(place, draw()));
      return [COLUMNS[place]!.name, { values }];
    }),
  );
}

/** The columns without a change. */
export function baseDesign(seed: number): readonly Draw[] {
  const random = seededRandom(seed, "base");
  const normal = normalSampler(random);
  const zipf = Array.from({ length: 12 }, (_, i) => 1 / (i + 1));
  return [
    normal,
    normal,
    normal,
    normal,
    () => Math.exp(normal()),
    cut(poissonShares(3), random),
    named(cut([0.4, 0.3, 0.2, 0.1], random)),
    named(cut(zipf, random)),
  ];
}

/** Whole numbers with given shares. */
function cut(shares: readonly number[], random: Random): () => number {
  const all = shares.reduce((sum, share) => sum + share);
  let below = 0;
  const ends = Float64Array.from(shares, (share) => (below += share / all));
  return () => {
    const u = random();
    let place = 0;
    while (place < ends.length - 1 && u >= ends[place]!) place += 1;
    return place;
  };
}

function named(draw: () => number): () => string {
  const names = Array.from({ length: 12 }, (_, i) => `level ${i}`);
  return () => names[draw()]!;
}

function poissonShares(mean: number): number[] {
  const shares = [Math.exp(-mean)];
  for (let k = 1; k < 40; k++) shares.push((shares[k - 1]! * mean) / k);
  return shares;
}
