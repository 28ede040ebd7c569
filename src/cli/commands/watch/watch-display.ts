import { isoSeconds } from "../../../core/clock.js";
import { type ArlequinError, InputError } from "../../../core/errors.js";
import { VERSION } from "../../../core/version.js";
import type { WatchLook } from "../../../drift/watch/watch-look.js";
import type { WatchStart } from "../../../drift/watch/watch-start.js";
import type { Answered } from "../../../flows/watch/answer-alarms.js";
import type { WatchKeeper } from "../../../flows/watch/watch-keeper.js";
import type { WatchListener } from "../../../flows/watch/watcher.js";
import type { WatchPlan } from "../../../flows/watch/watch-plan.js";
import { jsonText } from "../../../report/json.js";
import { watchDocument } from "../../../report/watch/watch-evidence.js";
import { watchLine } from "../../../report/watch/watch-line.js";
import { watchMetrics } from "../../../report/watch/watch-metrics.js";
import { startDocument } from "../../../report/watch/watch-start.js";
import { watchTable } from "../../../report/watch/watch-table.js";
import { printable } from "../../colours.js";
import type { Context } from "../../context.js";
import { tellFindings } from "../../engine-options.js";
import type { LiveScreen } from "../../live-screen.js";
import type { MetricsOutlet } from "../../metrics-outlet.js";
import type { Session } from "../../session.js";
import { modeWords } from "./plan-options.js";

/** How a watcher shows what it sees. */
export interface DisplayParts {
  readonly plan: WatchPlan;
  /** What was known before the first look: the head of the first document. */
  readonly start: WatchStart;
  readonly isJson: boolean;
  /** Where the table is drawn again and again; null writes a line a look. */
  readonly screen: LiveScreen | null;
  readonly outlet: MetricsOutlet;
}

export interface WatchDisplay extends WatchListener {
  /** Bring screen and metrics up to date, after a look. */
  looked(keeper: WatchKeeper): Promise<void>;
}

/** A table that is drawn in place, a line a look, or a line of JSON a look; and the metrics. */
export function watchDisplay(
  context: Context,
  session: Session,
  { plan, start, isJson, screen, outlet }: DisplayParts,
): WatchDisplay {
  const budgetDays = plan.policy === "classic" ? null : plan.budgetDays;
  const facts = {
    source: plan.source,
    mode: modeWords(plan),
    budgetDays,
    isGuaranteed: plan.mode !== "sliding",
  };
  let last: WatchLook | null = null;
  let isSourceUp = true;
  let askedAt: number | null = null;
  const troubles = new Set<string>();
  return {
    wantsOutlines: screen !== null,
    look(look) {
      const head = last === null ? { head: startDocument(start) } : {};
      last = look;
      troubles.clear();
      if (screen !== null) screen.show((size) => watchTable(look, facts, size));
      else if (isJson) context.stdout.write(jsonText({ ...watchDocument(look, plan), ...head }, 0));
      else context.stdout.write(`${printable(watchLine(look, budgetDays))}\n`);
    },
    findings(findings) {
      isSourceUp = !findings.some(({ what }) => what.includes("cannot be read"));
      tellFindings(session, findings);
    },
    say(line) {
      session.say(line);
    },
    answered({ alarm, outcome, reason, error }: Answered) {
      const at = isoSeconds(new Date(alarm.at));
      if (error === null) session.say(`alarm of ${at}: ${outcome}: ${reason}`);
      else session.warn(`alarm of ${at}: ${outcome}: ${error.message}`);
    },
    trouble(what: string, error: ArlequinError) {
      const text = `${what} cannot be written: ${error.message}`;
      if (!troubles.has(text)) session.warn(`${text}; it is tried again at the next look`);
      troubles.add(text);
    },
    async looked(keeper) {
      screen?.settle();
      askedAt = context.clock().getTime();
      const { looks, triggers } = keeper;
      const standing = { look: last, looks, triggers, budgetDays, askedAt, isSourceUp };
      outlet.publish(() => watchMetrics({ ...standing, version: VERSION }));
      await outlet.settle().catch((error: unknown) => {
        if (!(error instanceof InputError)) throw error;
        this.trouble("--textfile", error);
      });
    },
  };
}
