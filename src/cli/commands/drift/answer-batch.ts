import type { DriftResult } from "../../../drift/drift-result.js";
import { isoSeconds } from "../../../core/clock.js";
import { InputError } from "../../../core/errors.js";
import type { ColumnChoices } from "../../../drift/column-plan.js";
import type { WatchLook } from "../../../drift/watch/watch-look.js";
import {
  acknowledgeBatches,
  judgeBatch,
  type BatchRequest,
} from "../../../flows/batches/judge-batch.js";
import { openingOnce } from "../../../flows/opening-once.js";
import { profileIn } from "../../../flows/profile/compared-table.js";
import { sampleReference } from "../../../flows/watch/reference-sample.js";
import { WatchKeeper } from "../../../flows/watch/watch-keeper.js";
import { requireSamePlan, type WatchPlan } from "../../../flows/watch/watch-plan.js";
import {
  referenceFromData,
  referenceFromProfile,
  type WatchReference,
} from "../../../flows/watch/watch-reference.js";
import { readWatchState } from "../../../flows/watch/watch-state.js";
import type { DataEngine, TableRequest } from "../../../ports/data-engine.js";
import type { LogRow } from "../../../ports/log-book.js";
import type { Report } from "../../../report/document.js";
import { driftLogFields } from "../../../report/drift-log-fields.js";
import { driftLogRow } from "../../../report/drift-log-row.js";
import { batchReport } from "../../../report/watch/batch-report.js";
import type { Context } from "../../context.js";
import { engineOptionsOf, tellFindings, type EngineFlags } from "../../engine-options.js";
import type { Session } from "../../session.js";
import { modeWords } from "../watch/plan-options.js";

/** The comparison of the batch with the reference. */
export interface Compared {
  readonly result: DriftResult;
  readonly report: Report;
}

/** What is asked of a state. */
export interface BatchParts {
  readonly plan: WatchPlan;
  readonly choices: ColumnChoices;
  readonly statePath: string;
  readonly reference: TableRequest | null;
  /** Null only acknowledges what was found. */
  readonly batch: TableRequest | null;
  readonly at: BatchRequest["at"];
  /** Null where there is no reference. */
  readonly compare: ((engine: DataEngine) => Promise<Compared>) | null;
}

interface LogFlags extends EngineFlags {
  readonly log?: string;
  readonly scenario: string;
  readonly modelName: string;
  readonly prediction?: string;
}

/** Count a batch in the detector of a state, and answer. @returns the verdict; null after an acknowledgement */
export async function answerBatch(
  context: Context,
  session: Session,
  flags: LogFlags,
  parts: BatchParts,
): Promise<DriftResult["verdict"] | null> {
  const { plan, choices, statePath, batch, at, compare } = parts;
  const { files } = context;
  if (batch !== null && (await profileIn(files, batch.source)) !== null) {
    const fix = "give its rows, or compare it without --state";
    throw new InputError("a profile has no rows to count", { where: batch.source, fix });
  }
  const kept = await readWatchState(files, statePath);
  if (kept !== null) requireSamePlan(kept.plan, plan, statePath);
  await using owned = await context.openEngine(engineOptionsOf(flags));
  const engine = openingOnce(owned, (source, share) => {
    session.progress(`reading ${source}`, share);
  });
  const reference = await referenceOf(context, engine, parts);
  const keeper = new WatchKeeper(
    { files, log: await context.logBook(), statePath, logPath: flags.log ?? null, answer: null },
    {
      say: (line) => {
        session.say(line);
      },
      answered: () => undefined,
      trouble: (_, error) => {
        throw error; // a run that ends now has no later look to try again
      },
    },
    kept,
  );
  if (batch === null) {
    if (kept === null) {
      const fix = "check the path";
      throw new InputError("there is no such state", { where: statePath, fix });
    }
    await acknowledgeBatches(keeper, { plan, reference }, kept);
    return null;
  }
  const compared = compare === null ? null : await compare(engine);
  const tools = {
    ...{ engine, keeper },
    // The comparison has told them.
    findings: compared === null ? tellFindings.bind(null, session) : () => undefined,
  };
  const logRow = (look: WatchLook) => logRowOf(look, compared?.result ?? null, flags);
  const request = { plan, choices, reference, batch, at, statePath, logRow };
  const judged = await judgeBatch(tools, request, kept);
  const rules = {
    ...{ mode: plan.mode, season: plan.season, budgetDays: plan.budgetDays },
    modeWords: modeWords(plan),
    isGuaranteed: plan.mode !== "sliding",
  };
  const beside = compared && { report: compared.report, reference: compared.result.reference };
  await session.answer(batchReport(judged, rules, beside));
  return judged.batch.verdict;
}

/** The drift is the detector's; PSI and p are those of the comparison, where there is one. */
function logRowOf(look: WatchLook, result: DriftResult | null, flags: LogFlags): LogRow {
  const { scenario, modelName: model, prediction: scoreColumn = "" } = flags;
  const time = new Date(look.at);
  if (result !== null) {
    const row = driftLogRow(result, { time, scenario, model });
    return { ...row, drift_any: look.isDrift ? 1 : 0 };
  }
  return driftLogFields({ ...look, scenario, model, scoreColumn, time: isoSeconds(time) });
}

/** What is normal in the mode `reference`: from data, or from a profile of them. */
async function referenceOf(
  context: Context,
  engine: DataEngine,
  { plan, choices, reference }: BatchParts,
): Promise<WatchReference | null> {
  if (reference === null || plan.mode !== "reference") return null;
  const profile = await profileIn(context.files, reference.source);
  if (profile !== null) return referenceFromProfile(profile, { plan, choices });
  if (plan.season !== "none" && plan.time === "") {
    const fix = "name the column of times: --time COLUMN";
    throw new InputError("nothing says at what hour the rows of the reference were", {
      where: "--season",
      fix,
    });
  }
  return referenceFromData(await sampleReference(engine, reference, { plan, choices }), plan);
}
