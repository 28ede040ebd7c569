import type { BinPlace } from "../drift/explain-psi.js";
import { nextBelow } from "../core/double-order.js";
import { shortNumber } from "./number.js";

/** Names for the bins of one column: short ones for a table, and such that read in a sentence. */
export interface BinWords {
  /** "<= 5.2", "5.2..9.1", "> 310", "= 7", "app", "3 others". */
  short(place: BinPlace): string;
  /** "amount <= 5.2", "5.2 < amount <= 9.1", "channel = app". */
  condition(column: string, place: BinPlace): string;
  /** "values up to 5.2", "values from 5.2 to 9.1", "the value 7", '"app"'. */
  subject(place: BinPlace): string;
}

/**
 * Name the bins of a column. Edges get as many digits as tell them apart; the bin of one value is named
 * by it, and its neighbour ends before it, not at the double below.
 */
export function binWords(places: readonly BinPlace[]): BinWords {
  const { word, isAtom, atomAbove } = edgeWords(edgesIn(places));
  const short = (place: BinPlace): string => {
    if ("merged" in place) return othersWord(place.merged.length);
    if ("category" in place) return categoryWord(place.category);
    const { from, to } = place;
    if (from === null && to === null) return "all";
    if (from !== null && to !== null && isAtom(from, to)) return `= ${word(to)}`;
    if (to === null) return `> ${word(from!)}`;
    const below = atomAbove(to);
    if (from === null) return below === undefined ? `<= ${word(to)}` : `< ${word(below)}`;
    return `${word(from)}..${below === undefined ? word(to) : `<${word(below)}`}`;
  };
  const condition = (column: string, place: BinPlace): string => {
    if ("merged" in place) return `${column}: ${short(place)}`;
    if ("category" in place) return `${column} = ${short(place)}`;
    const { from, to } = place;
    if (from === null || to === null || isAtom(from, to)) return `${column} ${short(place)}`;
    const below = atomAbove(to);
    const end = below === undefined ? `<= ${word(to)}` : `< ${word(below)}`;
    return `${word(from)} < ${column} ${end}`;
  };
  const subject = (place: BinPlace): string => {
    if ("merged" in place) return short(place);
    if ("category" in place) return quoted(place.category);
    const { from, to } = place;
    if (from === null && to === null) return "all values";
    if (to === null) return `values above ${word(from!)}`;
    const below = atomAbove(to);
    if (from === null)
      return below === undefined ? `values up to ${word(to)}` : `values below ${word(below)}`;
    if (isAtom(from, to)) return `the value ${word(to)}`;
    return below === undefined
      ? `values from ${word(from)} to ${word(to)}`
      : `values between ${word(from)} and ${word(below)}`;
  };
  return { short, condition, subject };
}

/** A category as it can be read: the empty text in quotes, a long one cut, on one line. */
export function categoryWord(category: string, most = 22): string {
  if (category === "") return '""';
  const line = category.replace(/\r?\n|\r/g, "⏎");
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** A category between quotes. */
export function quoted(category: string): string {
  return category === "" ? '""' : `"${categoryWord(category)}"`;
}

function othersWord(count: number): string {
  return count === 1 ? "1 small one" : `${count} small ones`;
}

function edgesIn(places: readonly BinPlace[]): number[] {
  return places.flatMap((place) => {
    if ("merged" in place) return edgesIn(place.merged);
    return "category" in place ? [] : [place.from, place.to].filter((edge) => edge !== null);
  });
}

function edgeWords(edges: readonly number[]) {
  const all = new Set(edges);
  const atoms = new Map([...all].map((edge) => [nextBelow(edge), edge] as const));
  const atomAbove = (edge: number) => {
    const atom = atoms.get(edge);
    return atom !== undefined && all.has(atom) ? atom : undefined;
  };
  const shown = [...all].filter((edge) => atomAbove(edge) === undefined);
  let digits = 4;
  const areApart = () => new Set(shown.map((edge) => shortNumber(edge, digits))).size;
  while (digits < 17 && areApart() < shown.length) digits += 1;
  return {
    atomAbove,
    isAtom: (from: number, to: number) => atomAbove(from) === to,
    word: (edge: number) => shortNumber(atomAbove(edge) ?? edge, digits),
  };
}
