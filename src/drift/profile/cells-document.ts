import { InputError } from "../../core/errors.js";
import { EVERY_BIT, MOST_BITS, type LatticeCells } from "./lattice-cells.js";
import { numbersOfText, numberText } from "./number-text.js";

/** Occupied cells in a document: counts and gaps as text. */
export type CellsDocument =
  | {
      readonly bits: number;
      /** The number of the first cell. */
      readonly first: number;
      /** The count of each cell; after a 0 the number of empty cells. */
      readonly counts: string;
    }
  | {
      readonly bits: typeof EVERY_BIT;
      /** Values are whole numbers over 10^decimals: the first, and the steps to the next ... */
      readonly decimals: number;
      readonly first: number;
      readonly steps: string;
      readonly counts: string;
    }
  | {
      readonly bits: typeof EVERY_BIT;
      /** ... or as they are, where that is shorter. */
      readonly values: readonly number[];
      readonly counts: string;
    };

/** Occupied cells as they are written. */
export function cellsDocument({ bits, places, amounts }: LatticeCells): CellsDocument {
  if (bits === EVERY_BIT) return valuesDocument(places, amounts);
  const counts: number[] = [];
  places.forEach((place, k) => {
    const gap = k === 0 ? 0 : place - places[k - 1]! - 1;
    if (gap > 0) counts.push(0, gap);
    counts.push(amounts[k]!);
  });
  return { bits, first: places[0] ?? 0, counts: numberText(counts) };
}

/** Decimals of numbers that people write: amounts, shares, measurements. */
const MOST_DECIMALS = 6;

function valuesDocument(values: Float64Array, amounts: Float64Array): CellsDocument {
  const counts = numberText(amounts);
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const scale = 10 ** decimals;
    const wholes = values.map((value) => Math.round(value * scale));
    const isExact = (whole: number, k: number) =>
      Number.isSafeInteger(whole) && whole / scale === values[k];
    if (!wholes.every(isExact)) continue;
    const steps = Array.from(wholes.subarray(1), (whole, k) => whole - wholes[k]!);
    if (!steps.every(Number.isSafeInteger)) continue;
    const first = (wholes[0] ?? 0) + 0; // no −0
    return { bits: EVERY_BIT, decimals, first, steps: numberText(steps), counts };
  }
  return { bits: EVERY_BIT, values: Array.from(values), counts };
}

/**
 * The inverse of {@link cellsDocument}.
 *
 * @throws {InputError} when it is not such a document
 */
export function cellsOfDocument(document: unknown): LatticeCells {
  const { bits, first, counts, decimals, steps, values } = (document ?? {}) as Readonly<
    Partial<Record<string, unknown>>
  >;
  if (typeof counts !== "string") throw new InputError("the cells have no counts");
  if (bits === EVERY_BIT) {
    const places = Array.isArray(values)
      ? values.map(Number)
      : scaledValues(Number(first), String(steps), Number(decimals));
    return checked(bits, places, numbersOfText(counts));
  }
  if (!Number.isInteger(bits) || Number(bits) < 1 || Number(bits) > MOST_BITS)
    throw new InputError("the cells have no number of bits");
  const [places, amounts]: [number[], number[]] = [[], []];
  let place = Number(first);
  let isGap = false;
  for (const number of numbersOfText(counts)) {
    if (isGap) place += number;
    else if (number > 0) {
      places.push(place);
      amounts.push(number);
      place += 1;
    }
    isGap = !isGap && number === 0;
  }
  return checked(Number(bits), places, amounts);
}

function scaledValues(first: number, steps: string, decimals: number): number[] {
  const scale = 10 ** decimals;
  const values: number[] = [];
  let whole = first;
  for (const step of [0, ...numbersOfText(steps)]) {
    whole += step;
    values.push(whole / scale);
  }
  return values;
}

function checked(bits: number, places: readonly number[], amounts: readonly number[]) {
  // No cell at all is written as a first one without a count.
  const kept = amounts.length === 0 ? [] : places;
  const isAscending = kept.every((place, k) => k === 0 || place > kept[k - 1]!);
  if (!kept.every(Number.isFinite) || !isAscending || kept.length !== amounts.length)
    throw new InputError("the cells are not in order");
  return { bits, places: Float64Array.from(kept), amounts: Float64Array.from(amounts) };
}
