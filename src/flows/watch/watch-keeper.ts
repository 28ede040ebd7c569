import { ArlequinError } from "../../core/errors.js";
import type { WatchLook } from "../../drift/watch/watch-look.js";
import type { FileStore } from "../../ports/file-store.js";
import type { LogBook, LogRow } from "../../ports/log-book.js";
import { answerAlarm, type AlarmAnswer, type Answered } from "./answer-alarms.js";
import { writeWatchState, type Unanswered, type WatchState } from "./watch-state.js";

/** What is kept of looks, and where. */
export interface KeeperParts {
  readonly files: FileStore;
  readonly log: LogBook;
  /** Null keeps none: what a run learns is gone with it. */
  readonly statePath: string | null;
  readonly logPath: string | null;
  readonly answer: AlarmAnswer | null;
}

/** Told of what a person may want to hear. */
export interface KeeperListener {
  say(line: string): void;
  answered(answer: Answered): void;
  /** Something failed that does not end the watch: it is tried again at the next look. */
  trouble(what: string, error: ArlequinError): void;
}

/** What a watcher has learnt, apart from what the keeper knows itself. */
export type Learnt = Omit<WatchState, "triggers" | "unanswered" | "pending" | "looks">;

/** Rows of the log that are kept while it cannot be written. */
const MOST_KEPT = 100_000;

/**
 * Keeps what was found, so that a run that is killed at any moment goes on from there: first the state, with
 * the rows of the log that are about to be written and the alarms that are about to be answered; then
 * the log; then the answers; then the state, with what became of them.
 */
export class WatchKeeper {
  /** Ticks that were judged, by what was found. */
  looks: WatchState["looks"];
  triggers: WatchState["triggers"];
  private readonly rows: LogRow[];
  /** Bytes of the log before those rows, where they may be there already; null where they are new. */
  private after: number | null;
  private unanswered: readonly Unanswered[];

  /** @param kept what an earlier run has left; null for none */
  constructor(
    private readonly parts: KeeperParts,
    private readonly listener: KeeperListener,
    kept: WatchState | null,
  ) {
    this.looks = kept?.looks ?? { drift: 0, quiet: 0 };
    this.triggers = kept?.triggers ?? {};
    this.unanswered = kept?.unanswered ?? [];
    this.rows = [...(kept?.pending.rows ?? [])];
    this.after = kept?.pending.after ?? null;
  }

  /** An earlier run has left something undone. */
  get hasArrears(): boolean {
    return this.rows.length > 0 || this.unanswered.length > 0;
  }

  /** Rows of the log that wait to be written. */
  get waitingRows(): number {
    return this.rows.length;
  }

  get hasAlarm(): boolean {
    return this.unanswered.length > 0;
  }

  /** Take up a look. @param alarm what is to be answered, if anything is */
  note(look: WatchLook, row: LogRow, alarm: Unanswered | null): void {
    const { drift, quiet } = this.looks;
    this.looks = look.isDrift ? { drift: drift + 1, quiet } : { drift, quiet: quiet + 1 };
    if (this.parts.logPath !== null && this.rows.length < MOST_KEPT) this.rows.push(row);
    if (alarm !== null) this.unanswered = [...this.unanswered, alarm];
  }

  /** Keep everything that was noted. Nothing is started whose intent could not be kept. */
  async keep(learnt: Learnt): Promise<void> {
    const { log, logPath } = this.parts;
    const after = this.after ?? (logPath === null ? 0 : await log.size(logPath));
    if (!(await this.survives("the state", () => this.save(learnt, after)))) return;
    if (logPath !== null && this.rows.length > 0) {
      const mayBeThere = this.after === null ? {} : { after: this.after };
      const rows = [...this.rows];
      if (await this.survives("the log", () => log.append(logPath, rows, mayBeThere))) {
        this.rows.length = 0;
        this.after = null;
      } else this.after = after;
    }
    if (this.unanswered.length === 0) return;
    await this.answerAlarms();
    await this.survives("the state", () => this.save(learnt, after));
  }

  private async answerAlarms(): Promise<void> {
    const { answer, files } = this.parts;
    const triggers: Record<string, number> = { ...this.triggers };
    const open: Unanswered[] = [];
    for (const alarm of answer === null ? [] : this.unanswered) {
      const answered = await answerAlarm(alarm, answer!, files, (line) => {
        this.listener.say(line);
      });
      this.listener.answered(answered);
      if (answered.isOpen) open.push(alarm);
      triggers[answered.outcome] = (triggers[answered.outcome] ?? 0) + 1;
    }
    this.unanswered = open.slice(-1); // what cannot be answered for long is answered once
    this.triggers = triggers;
  }

  private async save(learnt: Learnt, after: number): Promise<void> {
    const { statePath, files } = this.parts;
    if (statePath === null) return;
    const { looks, triggers, unanswered, rows } = this;
    const state = { ...learnt, looks, triggers, unanswered, pending: { after, rows } };
    await writeWatchState(files, statePath, state);
  }

  /** @returns false where it failed in a way that may pass; a full disk does not end a watch */
  private async survives(what: string, action: () => Promise<unknown>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      if (!(error instanceof ArlequinError)) throw error;
      this.listener.trouble(what, error);
      return false;
    }
  }
}
