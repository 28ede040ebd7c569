import { binFinder, binTotal } from "../../../src/detect/column-bins.js";
import { Detector } from "../../../src/detect/detector.js";
import type { DetectorState } from "../../../src/detect/detector-state.js";
import { positionDocument, readPosition } from "../../../src/data/follow/position-document.js";
import type { WatchState } from "../../../src/flows/watch/watch-state.js";
import { baseDesign, COLUMNS, type Draw } from "../detection/base-design.js";

const A_MILLION = 1e6;

/**
 * The state of a watcher that has counted `rows` rows: the detector itself counts on, a million rows a tick, until
 * it has. These rows are drawn and counted by bin, but neither written nor read, which would take an hour.
 *
 * @param state of a watcher that has counted fewer
 */
export function withCounted(state: WatchState, rows: number): WatchState {
  const kept = state.detector as DetectorState;
  const detector = new Detector(
    { mode: kept.mode, seed: kept.seed, columns: COLUMNS, budgetDays: 7, minEffect: 0.02 },
    kept,
  );
  const draws = baseDesign(rows);
  let at = detector.at!;
  for (let left = rows - countedRows(state); left > 0; left -= A_MILLION) {
    const size = Math.min(left, A_MILLION);
    const columns = new Map(
      COLUMNS.map(({ name }, j) => [name, { counts: countsOf(detector, name, draws[j]!, size) }]),
    );
    at += 1; // a millisecond later: no time passes, rows do
    detector.tick({ at, elapsedDays: 0, columns });
  }
  return { ...state, detector: detector.state() };
}

/** Rows that the detector remembers of its first column. */
export function countedRows({ detector }: WatchState): number {
  const [column] = (detector as DetectorState).columns;
  const strata = Object.values(column!.running!.seen.totals);
  return strata.reduce((sum, counts) => sum + sumOf(counts), 0);
}

/** The same state, as if so many bytes more lay before the place where the watcher stands in its file. */
export function movedOn(state: WatchState, bytes: number): WatchState {
  const files = readPosition(state.position!).map((file) => ({
    ...file,
    mark: { ...file.mark, place: file.mark.place + bytes },
    start: file.start + bytes,
    again: file.again + bytes,
  }));
  return { ...state, position: positionDocument(files) };
}

function countsOf(detector: Detector, name: string, draw: Draw, rows: number): Float64Array {
  const bins = detector.bins(name)!;
  const place = binFinder(bins);
  const counts = new Float64Array(binTotal(bins));
  for (let row = 0; row < rows; row++) counts[place(draw())]! += 1;
  return counts;
}

const sumOf = (counts: ArrayLike<number>) =>
  Array.from(counts).reduce((sum, count) => sum + count, 0);
