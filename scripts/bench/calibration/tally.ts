import { betaQuantile } from "../../../src/stats/distributions/beta.js";

/** How often something came up, of how many times. */
export interface Tally {
  readonly hits: number;
  readonly of: number;
}

/** Tallies by name, of one piece of the work; pieces are added up. */
export type Tallies = Record<string, Tally>;

export function note(tallies: Tallies, name: string, isHit: boolean): void {
  const { hits, of } = tallies[name] ?? { hits: 0, of: 0 };
  tallies[name] = { hits: hits + Number(isHit), of: of + 1 };
}

export function addUp(pieces: readonly Tallies[]): Tallies {
  const all: Tallies = {};
  for (const piece of pieces) {
    for (const [name, { hits, of }] of Object.entries(piece)) {
      const sum = all[name] ?? { hits: 0, of: 0 };
      all[name] = { hits: sum.hits + hits, of: sum.of + of };
    }
  }
  return all;
}

/**
 * The interval of Clopper and Pearson for the rate behind a tally: never narrower than it says.
 *
 * @see Clopper, Pearson (1934), "The use of confidence or fiducial limits", Biometrika 26(4)
 */
export function rateInterval({ hits, of }: Tally, confidence = 0.95): readonly [number, number] {
  const tail = (1 - confidence) / 2;
  return [
    hits === 0 ? 0 : betaQuantile(tail, hits, of - hits + 1),
    hits === of ? 1 : betaQuantile(1 - tail, hits + 1, of - hits),
  ];
}
