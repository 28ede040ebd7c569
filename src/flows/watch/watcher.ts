import type { Checkpoint } from "../../core/checkpoint.js";
import { isoSeconds, type Clock } from "../../core/clock.js";
import type { ColumnChoices } from "../../drift/column-plan.js";
import type { WatchLook } from "../../drift/watch/watch-look.js";
import type { ColumnRequest } from "../../ports/column-request.js";
import type { DataFinding } from "../../ports/data-engine.js";
import type { RowSource } from "../../ports/row-source.js";
import { watchDocument, watchSummary } from "../../report/watch/watch-evidence.js";
import { watchLogRow, type WatchLogFacts } from "../../report/watch/watch-log-row.js";
import type { AlarmAnswer } from "./answer-alarms.js";
import { TickJudge } from "./judge-tick.js";
import { TickQueue } from "./tick-queue.js";
import type { KeeperListener, WatchKeeper } from "./watch-keeper.js";
import type { WatchPlan } from "./watch-plan.js";
import type { WatchReference } from "./watch-reference.js";
import { newState, type Unanswered, type WatchState } from "./watch-state.js";
import {
  ENOUGH_TO_KNOW,
  requestsFor,
  watchedColumns,
  withoutIdentifiers,
  type WatchedColumn,
} from "./watched-columns.js";

/** What a watcher works with. */
export interface WatchTools {
  readonly source: RowSource;
  readonly keeper: WatchKeeper;
  readonly clock: Clock;
  readonly pause: Checkpoint;
}

export interface WatchRequest {
  readonly plan: WatchPlan;
  readonly choices: ColumnChoices;
  /** In the mode `reference`. */
  readonly reference: WatchReference | null;
  readonly facts: WatchLogFacts;
  readonly answer: AlarmAnswer | null;
  /** What lies there is gone through as if it came now: no row is ahead of the clock. */
  readonly isReplay: boolean;
}

/** What a person may want to see and hear. */
export interface WatchListener extends KeeperListener {
  look(look: WatchLook): void;
  findings(findings: readonly DataFinding[]): void;
  readonly wantsOutlines: boolean;
}

/** Rows of the log that are written together where many ticks are judged in one go. */
const ROWS_AT_ONCE = 2000;
/** Ticks that are judged between two pauses: some tenths of a second at most. */
const TICKS_AT_ONCE = 200;
/** Rows may be so far ahead of the clock: producers' clocks differ. */
const AHEAD_MS = 3_600_000;

/** Looks at a source again and again, and goes on after a crash as if nothing had been. */
export class Watcher {
  private readonly kept: WatchState;
  private queue: TickQueue | null = null;
  private judge: TickJudge | null = null;
  /** Null until there are rows enough to know what the columns are. */
  private columns: readonly WatchedColumn[] | null;
  /** What they may be until then. */
  private candidates: readonly WatchedColumn[] = [];
  private requests: readonly ColumnRequest[] = [];

  /** @param kept what an earlier run has left; null for none */
  constructor(
    private readonly tools: WatchTools,
    private readonly request: WatchRequest,
    private readonly listener: WatchListener,
    kept: WatchState | null,
  ) {
    this.kept = kept ?? newState(request.plan);
    this.columns = this.kept.columns;
  }

  /**
   * Take one look: read what is new, judge the ticks that are over, keep what was found, answer alarms.
   *
   * @param options.toTheEnd take a last line that has no end, too
   * @returns whether a tick of this look is drift
   */
  async look({ toTheEnd }: { readonly toTheEnd: boolean }): Promise<boolean> {
    const { source, keeper, clock } = this.tools;
    if (keeper.hasArrears) await this.keep();
    const queue = await this.begin();
    if (queue === null) return false;
    const { latenessMs } = this.request.plan;
    let isDrift = false;
    for await (const chunk of source.read(this.requests, { toTheEnd })) {
      const now = clock().getTime();
      queue.take(chunk, this.request.isReplay ? Infinity : now + latenessMs + AHEAD_MS);
      isDrift = (await this.judgeWhatIsOver(queue)) || isDrift;
      if (keeper.hasAlarm || keeper.waitingRows >= ROWS_AT_ONCE) await this.keep();
    }
    this.listener.findings(source.findings());
    await this.keep();
    return isDrift;
  }

  /** There was something to learn the columns from. */
  get hasBegun(): boolean {
    return this.queue !== null;
  }

  /** Rows that wait for their tick to be over. */
  get waiting(): number {
    return this.queue?.waiting ?? 0;
  }

  /** A retraining has taken note of the alarms of the mode `reference`. */
  async acknowledge(): Promise<void> {
    if ((await this.begin()) === null || this.columns === null) return;
    this.judgeFor(this.columns).acknowledge();
    await this.keep();
  }

  /** Learn the columns; null while there is nothing to learn them from. */
  private async begin(): Promise<TickQueue | null> {
    if (this.queue !== null) return this.queue;
    const { plan, choices, reference } = this.request;
    const there = await this.tools.source.columns();
    this.listener.findings(this.tools.source.findings());
    if (there === null) return null;
    const known = this.columns ?? reference?.columns ?? watchedColumns(there, choices);
    const own = known.filter(({ skip }) => skip === null);
    this.requests = requestsFor(own);
    if (this.columns !== null || reference !== null) this.columns = known;
    else this.candidates = known;
    const kinds = own.map(({ kind }) => kind);
    return (this.queue = new TickQueue(kinds, plan, this.kept.queue));
  }

  /** @returns whether one of the ticks is drift */
  private async judgeWhatIsOver(queue: TickQueue): Promise<boolean> {
    this.columns ??= this.chosenColumns(queue);
    if (this.columns === null) return false;
    const judge = this.judgeFor(this.columns);
    const { windowMs, everyMs } = this.request.plan;
    const { keeper, pause } = this.tools;
    let [isDrift, ticks] = [false, 0];
    for (let over = queue.next(); over !== null; over = queue.next()) {
      if (++ticks % TICKS_AT_ONCE === 0) await pause();
      const { tick, rows } = over;
      const { wantsOutlines: withOutlines } = this.listener;
      const look = judge.judge(tick, rows, queue, { withOutlines });
      queue.forget(tick + 2 - (2 * windowMs) / everyMs);
      this.listener.look(look);
      keeper.note(look, watchLogRow(look, this.request.facts), this.alarmOf(look));
      isDrift ||= look.isDrift;
    }
    return isDrift;
  }

  /** Leave out what names its rows, once there are rows enough to know; until then nothing is judged. */
  private chosenColumns(queue: TickQueue): readonly WatchedColumn[] | null {
    const over = queue.over();
    if (over.reduce((sum, { rows }) => sum + rows, 0) < ENOUGH_TO_KNOW) return null;
    const read = this.candidates.filter(({ skip }) => skip === null);
    const byName = new Map(withoutIdentifiers(read, over).map((column) => [column.name, column]));
    return this.candidates.map((column) => byName.get(column.name) ?? column);
  }

  private judgeFor(columns: readonly WatchedColumn[]): TickJudge {
    const { plan, reference } = this.request;
    const { detector, lastAt } = this.kept;
    return (this.judge ??= new TickJudge({
      plan,
      columns,
      read: this.requests.map(({ name }) => name),
      references: reference?.byColumn ?? new Map(),
      detector,
      lastAt,
    }));
  }

  /** What a look asks a trigger to answer; null for nothing. */
  private alarmOf(look: WatchLook): Unanswered | null {
    const { plan, answer } = this.request;
    if (answer === null || !(look.isDrift || isVote(plan, answer))) return null;
    const drifted = look.columns.filter(({ state }) => state === "alarm");
    const until = isoSeconds(new Date(look.at));
    return {
      at: look.at,
      evidence: {
        verdict: look.isDrift ? "drift" : "no-drift",
        summary: watchSummary(look, plan),
        policy: plan.policy,
        alpha: plan.policy === "classic" ? plan.alpha : null,
        driftedColumns: drifted.map(({ name }) => name),
        reference: { source: plan.mode, rows: null, sha256: null },
        current: { source: `${plan.source} until ${until}`, rows: look.rows.recent, sha256: null },
        document: watchDocument(look, plan),
      },
    };
  }

  private async keep(): Promise<void> {
    const { queue, judge, columns, kept } = this;
    const { source, keeper } = this.tools;
    await keeper.keep({
      plan: this.request.plan,
      columns,
      queue: queue?.memory() ?? kept.queue,
      position: queue === null ? kept.position : source.position(queue.neededFrom()),
      lastAt: judge?.lastAt ?? kept.lastAt,
      detector: judge?.state() ?? kept.detector,
    });
  }
}

/** Under `classic` a verdict of no drift counts, too: it ends an episode, or is a vote. */
function isVote({ policy }: WatchPlan, answer: AlarmAnswer): boolean {
  const { edgeOnly, confirm } = answer.policy;
  return policy === "classic" && (edgeOnly || confirm.of > 1);
}
