import type { AtomSplit } from "./atoms.js";
import type { MultivariateResult } from "./multivariate.js";
import type { PolicyLimits } from "./policies/policy.js";

/** What kind of values a column is judged as. */
export type ColumnKind = "numeric" | "categorical" | "datetime" | "boolean" | "text";

export type ColumnStatus = "drift" | "no-drift" | "cannot-tell" | "skipped" | "error";
export type TableVerdict = "drift" | "no-drift" | "cannot-tell";

/** The p of a distance under «nothing changed», and the value that it would exceed by chance at `alpha`. */
export interface DistanceNull {
  readonly p: number;
  readonly threshold: number;
}

/** A share of the rows in one bin of both tables, and what it adds to the PSI. */
export interface PsiBin {
  /** Lower end, not in the bin; null where it is open. */
  readonly from: number | null;
  /** Upper end, in the bin; null where it is open. */
  readonly to: number | null;
  readonly reference: number;
  readonly current: number;
  readonly contribution: number;
}

export interface CategoryBin {
  readonly category: string;
  readonly reference: number;
  readonly current: number;
  readonly contribution: number;
}

export interface PsiFindings<Bin> {
  /** The customary one: raw shares, at least 1e-4 each. */
  readonly value: number;
  /** Smoothed by half a row a bin, less what chance alone adds: the one that is judged. */
  readonly debiased: number;
  readonly p: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly bins: readonly Bin[];
  /** Rows in the bins that the verdict's PSI is taken over, before sparse ones are merged. */
  readonly judged: JudgedCounts;
  /** Bins left to judge by, sparse ones merged: K of the null law. */
  readonly judgedBins: number;
}

/** Rows of both tables in the same bins. */
export interface JudgedCounts {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** How the values of both tables lie, in a few bins that show it: shares of the rows. */
export interface Outline {
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

/** The measure that says how much a column changed, with its 95 % interval and what is material. */
export interface Headline {
  readonly measure: "psi_debiased";
  readonly value: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly threshold: number;
}

/** The smallest change that this rule at these sizes finds with power 0.8. */
export interface SmallestDetectable {
  readonly psi: number;
  /** The shift of a normal column that has that PSI, in standard deviations; null for categories. */
  readonly shiftSd: number | null;
  /** Level of the lone test that the power was computed for. */
  readonly alpha: number;
}

export interface MissingTest {
  readonly shareReference: number;
  readonly shareCurrent: number;
  readonly pFisher: number;
  readonly pAdjusted: number;
  /** Debiased PSI of missing against present. */
  readonly psi: number;
}

/** What holds of every column that was compared, whatever its kind. */
interface Compared {
  /** The p that judges the column, and how it was come by. */
  readonly p: number;
  readonly pMethod: string;
  readonly headline: Headline;
  readonly nulls: Readonly<Record<string, DistanceNull>>;
  readonly outline: Outline;
}

export interface NumericFindings extends Compared {
  readonly kind: "numeric";
  /** The least that p may be: less than p only where the cells of a profile hide some of it. */
  readonly pLow: number;
  readonly ks: {
    readonly d: number;
    readonly location: number | null;
    /** Rows at or below the location: D is the difference of their shares. */
    readonly below: readonly [reference: number, current: number];
    readonly pAsymptotic: number;
    readonly pExact: number | null;
    /** D is the exact one; ... */
    readonly exact: boolean;
    /** ... else it is no larger than this. */
    readonly dAtMost: number;
    readonly passes: number;
  };
  /** Atoms that were judged apart; null where none were. */
  readonly split: AtomSplit | null;
  readonly psi: PsiFindings<PsiBin> & {
    /** Interior edges of the judged bins, which are closed on the right. */
    readonly judgedEdges: Float64Array;
  };
  readonly wasserstein: {
    readonly value: number;
    readonly overIqr: number | null;
    readonly exact: boolean;
    /** The true value lies within this of `value`; 0 where it is exact. */
    readonly error: number;
  };
  readonly kl: number;
  readonly jsDistance: number;
  readonly totalVariation: number;
  readonly cliffsDelta: number;
  /** The true value lies within this of it; 0 where every value was counted. */
  readonly cliffsDeltaError: number;
  readonly reference: Moments;
  readonly current: Moments;
}

export interface Moments {
  /** Of the finite values; null where there are none (or one, for the sd), or they overflow. */
  readonly mean: number | null;
  readonly sd: number | null;
  /** Type 7, by probability: "0.5" is the median; null between −∞ and ∞. */
  readonly quantiles: Readonly<Record<string, number | null>>;
  /** Of the cells of a profile: between what each lies. `quantiles` has the middle. */
  readonly intervals?: Readonly<Record<string, readonly [low: number, high: number] | null>>;
}

export interface CategoricalFindings extends Compared {
  readonly kind: "categorical" | "boolean";
  readonly chiSquare: {
    readonly statistic: number;
    readonly dof: number;
    readonly p: number;
    readonly pMonteCarlo: number | null;
  };
  readonly cramersV: number;
  readonly psi: PsiFindings<CategoryBin>;
  readonly kl: number;
  readonly jsDistance: number;
  readonly totalVariation: number;
  readonly newCategories: readonly string[];
  readonly vanishedCategories: readonly string[];
}

export type ColumnFindings = NumericFindings | CategoricalFindings;

export interface ColumnResult {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly role: "feature" | "target" | "prediction";
  readonly status: ColumnStatus;
  readonly reason: string | null;
  /** The share of missing values has decided the status, not the values. */
  readonly byMissing?: true;
  readonly nReference: number | null;
  readonly nCurrent: number | null;
  readonly missingReference: number | null;
  readonly missingCurrent: number | null;
  readonly missingTest: MissingTest | null;
  readonly pAdjusted: number | null;
  /** The least that it may be, where the cells of a profile leave that open. */
  readonly pAdjustedLow?: number;
  readonly smallestDetectable: SmallestDetectable | null;
  readonly findings: ColumnFindings | null;
  /** What `--tests` asked for, by name. */
  readonly tests: Readonly<Record<string, unknown>> | null;
  /** The part of the table that this is about, where it was judged in parts: the worst one. */
  readonly part?: string;
}

/** Some rows of the current table, judged by themselves. */
export interface DriftPart {
  readonly name: string;
  readonly rows: number;
  /** Of a span of time, in ISO: its start, and the start of the next. */
  readonly from?: string;
  readonly to?: string;
  readonly verdict: TableVerdict;
  readonly summary: string;
  readonly driftedColumns: readonly string[];
  readonly driftShare: number;
  readonly columns: readonly ColumnResult[];
}

export interface SchemaChanges {
  readonly onlyInReference: readonly string[];
  readonly onlyInCurrent: readonly string[];
  readonly typeChanged: readonly {
    readonly column: string;
    readonly reference: string;
    readonly current: string;
  }[];
}

export interface TableSide {
  readonly source: string;
  /** Of a profile: what was profiled. */
  readonly profileOf?: readonly string[];
  readonly rows: number;
  readonly sha256: string | null;
}

/** How often a rule calls a column drifted when nothing has changed, as counted over redraws. */
export interface FalseAlarmRate {
  readonly rate: number;
  readonly redraws: number;
}

/** The false-alarm rates of a policy that promises none, at the sizes of this run. */
export interface PolicyFalseAlarms {
  /** By column; without those that could not be judged. */
  readonly columns: Readonly<Record<string, FalseAlarmRate>>;
  readonly table: number;
  readonly method: string;
}

export interface DriftResult {
  readonly policy: PolicyName;
  readonly alpha: number;
  /** What the policy has compared with. */
  readonly limits: PolicyLimits;
  readonly verdict: TableVerdict;
  readonly summary: string;
  readonly reference: TableSide;
  readonly current: TableSide;
  readonly driftedColumns: readonly string[];
  /** Share of the judged columns that drifted. */
  readonly driftShare: number;
  readonly schemaChanges: SchemaChanges;
  readonly columns: readonly ColumnResult[];
  /** Null where it was not asked for. */
  readonly multivariate: MultivariateResult | null;
  /** The chunks or slices of the current table, each judged against the reference. */
  readonly parts?: { readonly word: "chunk" | "slice"; readonly list: readonly DriftPart[] };
  /** Rows that are in no part, and why. */
  readonly leftOut?: readonly { readonly rows: number; readonly why: string }[];
  /** Of the policies that are there for comparison. */
  readonly policyFalseAlarms?: PolicyFalseAlarms;
}

export const policyNames = ["calibrated", "classic", "evidently"] as const;
export type PolicyName = (typeof policyNames)[number];
