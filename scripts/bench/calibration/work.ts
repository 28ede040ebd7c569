import { FAMILIES } from "./families.js";
import { hasRealTable, INJECTION_SIZES, injectionsFound } from "./injections.js";
import { missingAtLevels, rejectedAtLevels } from "./levels.js";
import { addUp, type Tallies } from "./tally.js";
import { verdicts } from "./verdicts.js";

/** Rows of the reference and of the current table. */
export const SIZES = [
  [50, 50],
  [250, 250],
  [1000, 250],
  [1000, 1000],
  [10000, 1000],
  [10000, 10000],
] as const;
export type Sizes = readonly [number, number];

export const MISSING = "share of missing values";

/** A piece of the work, with a stream of chance of its own: who does it, and when, changes nothing. */
export interface Job {
  readonly kind: "levels" | "verdicts" | "injections";
  /** Family of the columns; made-up tables have all of them. */
  readonly family: string;
  readonly sizes: Sizes;
  readonly repeats: number;
  readonly stream: string;
}

/** Repeats of one piece; there are {@link PIECES} of each. */
const PIECES = 4;

/** All pieces, the dearest first, so that no worker is left with one of them at the end. */
export function jobs(isQuick: boolean): Job[] {
  const pieces = isQuick ? 1 : PIECES;
  const job = (kind: Job["kind"], family: string, sizes: Sizes, repeats: number): Job[] =>
    Array.from({ length: pieces }, (_, piece) => ({
      kind,
      family,
      sizes,
      repeats: Math.ceil((isQuick ? repeats / 10 : repeats) / pieces),
      stream: `${kind} ${family} ${sizes.join(" v ")} ${piece}`,
    }));
  const madeUp = SIZES.flatMap((sizes) => {
    const isSmall = sizes[0] + sizes[1] <= 2000;
    return [
      ...job("verdicts", "all", sizes, isSmall ? 240 : 80),
      ...FAMILIES.flatMap(({ name }) =>
        // Of many categories nearly all are rare, and each p takes 9,999 redraws.
        job("levels", name, sizes, name.startsWith("200") ? 200 : isSmall ? 1200 : 400),
      ),
      ...job("levels", MISSING, sizes, 2000),
    ];
  });
  const real = hasRealTable()
    ? INJECTION_SIZES.flatMap((sizes) => job("injections", "real", sizes, 60))
    : [];
  return [...madeUp, ...real].sort((a, b) => cost(b) - cost(a));
}

function cost({ kind, sizes, repeats }: Job): number {
  return repeats * (1000 + sizes[0] + sizes[1]) * (kind === "levels" ? 1 : 20);
}

export function work({ kind, family, sizes, repeats, stream }: Job): Tallies {
  if (kind === "injections") return injectionsFound(sizes, { repeats, stream });
  if (kind === "verdicts") return verdicts(sizes, { repeats, stream });
  if (family === MISSING) return missingAtLevels(sizes, { repeats, stream });
  const known = FAMILIES.find(({ name }) => name === family);
  if (!known) throw new Error(`no family ${family}`);
  return rejectedAtLevels(known, sizes, { repeats, stream });
}

/** The tallies of all pieces of one kind, family and size, under "kind|family|m v n". */
export function collected(done: readonly { job: Job; tallies: Tallies }[]): Map<string, Tallies> {
  const groups = new Map<string, Tallies[]>();
  for (const { job, tallies } of done) {
    const key = keyOf(job.kind, job.family, job.sizes);
    groups.set(key, [...(groups.get(key) ?? []), tallies]);
  }
  return new Map([...groups].map(([key, pieces]) => [key, addUp(pieces)]));
}

export function keyOf(kind: Job["kind"], family: string, [m, n]: Sizes): string {
  return `${kind}|${family}|${m} v ${n}`;
}
