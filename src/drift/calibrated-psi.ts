import { UndefinedError } from "../core/errors.js";
import type { Headline } from "./drift-result.js";
import { stabilityLaw } from "../stats/distances/stability-law.js";
import type { Sample } from "../core/sample.js";

/** The PSI that the verdict uses, with its law. */
export interface CalibratedPsi {
  /** Smoothed by half a row a bin, less what chance alone adds; may lie below 0. */
  readonly debiased: number;
  /** Chance of a smoothed PSI as large, if nothing had changed. */
  readonly p: number;
  /** The smoothed PSI from which p is at most alpha. */
  readonly threshold: number;
  readonly ciLow: number;
  /** Infinity where the rows are too few to say how large a change may be. */
  readonly ciHigh: number;
  /** K: bins left after those that hold too little were merged. */
  readonly judgedBins: number;
}

/** What is known of the PSI of a column that has one bin, or too few rows for two. */
const NOTHING_KNOWN = { debiased: 0, p: 1, threshold: Infinity, ciLow: 0, judgedBins: 1 };

/**
 * The PSI of two rows of counts over the same bins, as the verdict uses it. With all rows in one bin it
 * is 0; with rows too few for two bins of five expected each, it can be anything.
 */
export function calibratedPsi(reference: Sample, current: Sample, alpha = 0.05): CalibratedPsi {
  try {
    const law = stabilityLaw(reference, current, { alpha });
    return {
      debiased: law.debiased,
      p: law.pValue,
      threshold: law.threshold,
      ciLow: law.low,
      ciHigh: law.high,
      judgedBins: law.bins,
    };
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    const occupied = Array.from(reference).filter((count, k) => count + current[k]! > 0).length;
    return { ...NOTHING_KNOWN, ciHigh: occupied <= 1 ? 0 : Infinity };
  }
}

/** The debiased PSI as the measure that the verdict holds against what is material. */
export function headlineOf({ debiased, ciLow, ciHigh }: CalibratedPsi, material: number): Headline {
  return { measure: "psi_debiased", value: debiased, ciLow, ciHigh, threshold: material };
}
