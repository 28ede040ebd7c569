import type {
  ColumnFindings,
  ColumnStatus,
  MissingTest,
  PolicyName,
  SmallestDetectable,
} from "../drift-result.js";

/** A column before its policy has judged it: all that was found, and the adjusted p. */
export interface ColumnEvidence {
  readonly name: string;
  /** Undefined where a side has no value at all, and only the missing share can be judged. */
  readonly findings: ColumnFindings | undefined;
  readonly pAdjusted: number | null;
  readonly missingTest: MissingTest | null;
  readonly smallestDetectable: SmallestDetectable | null;
  readonly evidently: EvidentlyScore | null;
}

/** The score that Evidently's default test gives a column, against its published threshold. */
export interface EvidentlyScore {
  readonly test: string;
  readonly score: number;
  readonly threshold: number;
  readonly drifted: boolean;
}

export interface Judgement {
  readonly status: ColumnStatus;
  readonly reason: string | null;
  /** The share of missing values has decided, not the values. */
  readonly byMissing?: true;
}

/** The limits that the policies compare with. */
export interface PolicyLimits {
  /** Level of the adjustment (calibrated) or of each test (classic). */
  readonly alpha: number;
  /** Debiased PSI from which a change is material. */
  readonly material: number;
  /** Customary PSI from which classic calls it drift. */
  readonly psiAlert: number;
}

/** A rule that turns evidence into statuses and a verdict. */
export interface Policy {
  readonly name: PolicyName;
  judge(evidence: ColumnEvidence, limits: PolicyLimits): Judgement;
  /** Whether the table drifted, from how many of its judged columns did. */
  tableDrifts(drifted: number, judged: number): boolean;
}
