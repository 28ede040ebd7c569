import { columnTree } from "./bin-tree.js";
import { ChangeStart, type ChangeStartState, type LocatedChange } from "./change-start.js";
import { binFinder, binTotal, type CellValue, type ColumnBins } from "./column-bins.js";
import { ColumnEvidence, type EvidenceState } from "./column-evidence.js";
import { hash01 } from "./hash01.js";
import { NodeScores } from "./node-scores.js";
import { directionsOf } from "./projections.js";
import { SeenRows, type SeenState } from "./seen-rows.js";

/** What a segment does not learn from its rows. */
export interface SegmentSettings {
  readonly seed: number;
  readonly column: string;
  /** How often the column has begun anew. */
  readonly segment: number;
  /** After how long rows are forgotten; Infinity for never. */
  readonly windowMs: number;
  /** Ticks at the start in which no capital is put in. */
  readonly warmUpTicks: number;
}

/** A tick, apart from its rows. */
export interface TickTime {
  /** Its number, the same only once. */
  readonly index: number;
  /** Its end, in ms since 1970. */
  readonly at: number;
  /** Since the tick before. */
  readonly elapsedDays: number;
  readonly stratum: string;
}

export interface SegmentState {
  readonly bins: ColumnBins;
  readonly seen: SeenState;
  readonly evidence: EvidenceState;
  readonly start: ChangeStartState;
}

/** A column from one beginning to its next alarm: bins that stay as they are, counts and evidence that grow. */
export class Segment {
  readonly bins: ColumnBins;
  /** Finds the bin of a value. */
  readonly place: (value: CellValue) => number;
  readonly evidence: ColumnEvidence;
  readonly start: ChangeStart;
  readonly #settings: SegmentSettings;
  readonly #seen: SeenRows;
  readonly #chance: (tick: number, node: number) => number;
  readonly #scores: NodeScores;

  constructor(
    settings: SegmentSettings,
    { bins, seen, ...begun }: Pick<SegmentState, "bins" | "seen"> & Partial<SegmentState>,
  ) {
    const total = binTotal(bins);
    const tree = columnTree(total);
    this.bins = bins;
    this.place = binFinder(bins);
    this.#settings = settings;
    this.#seen = new SeenRows(total, settings.windowMs, seen);
    this.#chance = hash01(settings.seed, settings.column, settings.segment);
    this.#scores = new NodeScores(tree);
    const directions = directionsOf(bins.kind, tree, bins.setup);
    this.evidence = new ColumnEvidence(tree.length, directions, begun.evidence);
    this.start = new ChangeStart(begun.start);
  }

  /**
   * Take in the rows of a tick.
   *
   * @param elapsedDays since the last tick that had rows
   * @returns R of the column, in days
   */
  add({ index, at, stratum }: TickTime, elapsedDays: number, counts: Float64Array): number {
    const totals = this.#seen.add(at, stratum, counts); // the batch is in the totals before it is scored
    this.#scores.score(totals, counts, (node) => this.#chance(index, node));
    const days = this.evidence.ticks < this.#settings.warmUpTicks ? 0 : elapsedDays;
    const stake = this.evidence.total() + days;
    this.evidence.add(this.#scores, days);
    const held = this.evidence.total();
    this.start.add(stake > 0 ? held / stake : 1, at, stratum, counts);
    if (this.start.quietAt === at) this.evidence.settle();
    return held;
  }

  /** When a change is likely to have begun, and the rows before and since. */
  change(): LocatedChange {
    return this.start.locate(this.#seen.state().totals);
  }

  state(): SegmentState {
    return {
      bins: this.bins,
      seen: this.#seen.state(),
      evidence: this.evidence.state(),
      start: this.start.state(),
    };
  }
}
