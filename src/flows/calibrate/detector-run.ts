import { Detector } from "../../detect/detector.js";
import {
  warmUpTicks,
  type DetectedColumn,
  type DetectorMode,
  type DetectorSettings,
} from "../../detect/detector-settings.js";
import type { ColumnReport } from "../../detect/column-detector.js";
import type { DetectorState } from "../../detect/detector-state.js";
import type { CalibrationPlan } from "./calibration-plan.js";
import type { ColumnCells } from "./column-cells.js";
import { stratumAt, type TickLayout } from "./tick-layout.js";

export const DAY_MS = 86_400_000;

/** The settings of a watcher of these columns; the budget is for all of them together. */
export function settingsFor(
  plan: CalibrationPlan,
  columns: readonly DetectedColumn[],
  budgetDays = plan.budgetDays,
): DetectorSettings {
  return { mode: modeOf(plan), budgetDays, minEffect: 0, seed: plan.seed, columns };
}

function modeOf({ mode, slidingMs, everyMs }: CalibrationPlan): DetectorMode {
  const warmUp = warmUpTicks(DAY_MS / everyMs);
  if (mode === "reference") return { kind: mode };
  if (mode === "growing") return { kind: mode, warmUpTicks: warmUp };
  return { kind: mode, windowMs: slidingMs, warmUpTicks: warmUp };
}

/** A detector that watches a stream of rows of the data. */
export class DetectorRun {
  private readonly detector: Detector;

  constructor(
    private readonly layout: TickLayout,
    private readonly cells: readonly ColumnCells[],
    settings: DetectorSettings,
    state?: DetectorState,
  ) {
    this.detector = new Detector(settings, state);
  }

  /** Take in the rows of a tick; a tick without rows is not looked at. */
  take(tick: number, rows: Int32Array): readonly ColumnReport[] {
    if (rows.length === 0) return [];
    const { detector, layout } = this;
    const { everyMs, startMs } = layout;
    const at = startMs + (tick + 1) * everyMs;
    return detector.tick({
      at,
      elapsedDays: (detector.at === null ? everyMs : at - detector.at) / DAY_MS,
      stratum: stratumAt(layout, tick),
      columns: new Map(
        this.cells.map((cells) => [cells.name, cells.batch(detector.bins(cells.name), rows)]),
      ),
    });
  }

  state(): DetectorState {
    return this.detector.state();
  }
}
