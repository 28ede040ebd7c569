/** What a row of drift_log.csv holds, whoever made it. */
export interface DriftLogEntry {
  readonly time: string;
  readonly scenario: string;
  readonly model: string;
  readonly positiveShare: number | null;
  readonly isDrift: boolean;
  readonly scoreColumn: string;
  readonly columns: readonly {
    readonly name: string;
    /** The customary PSI and the unadjusted p; null where there is none. */
    readonly psi: number | null;
    readonly p: number | null;
  }[];
}

/** The fields of drift_log.csv, in their order: what the namesake's log has. */
export function driftLogFields(entry: DriftLogEntry): Record<string, string | number | null> {
  return {
    timestamp: entry.time,
    scenario: entry.scenario,
    model: entry.model,
    pos_ratio: entry.positiveShare,
    drift_any: entry.isDrift ? 1 : 0,
    score_col: entry.scoreColumn,
    ...Object.fromEntries(
      entry.columns.flatMap(({ name, psi, p }) => [
        [`psi_${name}`, psi],
        [`p_${name}`, p],
      ]),
    ),
  };
}
