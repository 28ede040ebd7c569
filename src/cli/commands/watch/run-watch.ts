import { InputError } from "../../../core/errors.js";
import type { ColumnChoices } from "../../../drift/column-plan.js";
import type { AlarmAnswer } from "../../../flows/watch/answer-alarms.js";
import { requireSamePlan, type WatchPlan } from "../../../flows/watch/watch-plan.js";
import type { WatchReference } from "../../../flows/watch/watch-reference.js";
import { readWatchState } from "../../../flows/watch/watch-state.js";
import { watch, type WatchSpan } from "../../../flows/watch/watch.js";
import { WatchKeeper } from "../../../flows/watch/watch-keeper.js";
import { Watcher, type WatchRequest } from "../../../flows/watch/watcher.js";
import { checkpointOf } from "../../checkpoint.js";
import { colours } from "../../colours.js";
import type { Context } from "../../context.js";
import type { DataFlags } from "../../data-options.js";
import type { EngineFlags } from "../../engine-options.js";
import { ExitCode } from "../../exit-code.js";
import { isRedrawable, liveScreen, type LiveScreen } from "../../live-screen.js";
import { metricsOutlet, type MetricsOutletOptions } from "../../metrics-outlet.js";
import { openSession, type MessageOptions, type Session } from "../../session.js";
import { beginningOf } from "./beginning.js";
import { watchDisplay } from "./watch-display.js";

/** The source is asked for new rows at least this often: metrics and table are never older. */
const MOST_POLL_MS = 10_000;

/** What the flags say beside the plan. */
type RunFlags = MessageOptions &
  DataFlags &
  EngineFlags &
  MetricsOutletOptions & {
    readonly reference?: string;
    readonly log?: string;
    readonly scenario: string;
    readonly modelName: string;
    readonly prediction?: string;
    readonly cooldown: number;
    readonly json?: true;
    readonly ack?: true;
    readonly exitCode?: true;
  };

export interface WatchParts {
  readonly plan: WatchPlan;
  readonly choices: ColumnChoices;
  readonly kind: WatchSpan["kind"];
  readonly statePath: string | null;
  readonly answer: AlarmAnswer | null;
}

/** Open what a watch needs, and watch. */
export async function runWatch(
  context: Context,
  session: Session,
  flags: RunFlags,
  parts: WatchParts,
): Promise<void> {
  const { plan, choices, kind, statePath, answer } = parts;
  const { source, time, missingValues } = plan;
  const kept = statePath === null ? null : await readWatchState(context.files, statePath);
  if (kept !== null) requireSamePlan(kept.plan, plan, statePath!);
  const { reference, start } = await beginningOf(context, session, flags, {
    ...{ plan, choices, cooldownMs: flags.cooldown * 1000 },
    isTold: flags.ack !== true && (kind !== "once" || kept === null),
  });
  await using rows = await context.openRowSource({
    ...{ source, time, missingValues, latenessMs: plan.latenessMs },
    ...(flags.inputFormat && { format: flags.inputFormat }),
    ...(kept?.position && { position: kept.position }),
  });
  await using outlet = await metricsOutlet(context, flags, (text) => {
    session.warn(text);
  });
  if (outlet.server !== null) session.say(`metrics at ${outlet.server.url}`);
  const screen = kind === "once" ? null : screenOf(context, flags);
  const display = watchDisplay(context, screen === null ? session : above(screen, context, flags), {
    ...{ plan, start, screen, outlet },
    isJson: flags.json === true,
  });
  const { files, clock } = context;
  const logPath = flags.log ?? null;
  const log = await context.logBook();
  const keeper = new WatchKeeper({ files, log, statePath, logPath, answer }, display, kept);
  const tools = { source: rows, keeper, clock, pause: checkpointOf(context.signal) };
  const watcher = new Watcher(tools, requestOf(flags, parts, reference), display, kept);
  try {
    if (flags.ack) {
      await watcher.acknowledge();
      return;
    }
    const isDrift = await watch(watcher, rows, context.timer, {
      kind,
      pollMs: Math.min(plan.everyMs, MOST_POLL_MS),
      looked: () => display.looked(keeper),
    });
    if (kind === "replay" && !watcher.hasBegun) {
      const fix = "name a file, a folder or a glob with rows in it";
      throw new InputError("there is nothing to replay", { where: source, fix });
    }
    if (watcher.waiting > 0 && kind === "replay")
      session.say(`${watcher.waiting} rows of the last ticks wait for later ones`);
    if (flags.exitCode && isDrift) context.exitCode = ExitCode.drift;
  } finally {
    screen?.close();
  }
}

function requestOf(
  { scenario, modelName, prediction = "" }: RunFlags,
  { plan, choices, kind, answer }: WatchParts,
  reference: WatchReference | null,
): WatchRequest {
  return {
    ...{ plan, choices, reference, answer },
    facts: { scenario, model: modelName, scoreColumn: prediction },
    isReplay: kind === "replay",
  };
}

/** A table in place, where stdout is a terminal and nobody asked for JSON. */
function screenOf(context: Context, { json, color }: RunFlags): LiveScreen | null {
  const { stdout, env, clock } = context;
  if (json || !isRedrawable(stdout, env)) return null;
  return liveScreen(stdout, { chalk: colours(color && (env.NO_COLOR ?? "") === ""), clock });
}

/** Messages go above the table. */
function above(screen: LiveScreen, context: Context, flags: RunFlags): Session {
  return openSession({ ...context, stderr: screen.above(context.stderr) }, flags);
}
