import type { ColumnChoices } from "../../../drift/column-plan.js";
import type { WatchStart } from "../../../drift/watch/watch-start.js";
import { classicRate, simulatedRate } from "../../../flows/calibrate/classic-rate.js";
import { referenceRhythm } from "../../../flows/calibrate/reference-rhythm.js";
import { profileIn } from "../../../flows/profile/compared-table.js";
import { sampleReference, type ReferenceSample } from "../../../flows/watch/reference-sample.js";
import type { WatchPlan } from "../../../flows/watch/watch-plan.js";
import {
  referenceFromData,
  referenceFromProfile,
  type WatchReference,
} from "../../../flows/watch/watch-reference.js";
import { startWords } from "../../../report/watch/watch-start.js";
import { checkpointOf } from "../../checkpoint.js";
import type { Context } from "../../context.js";
import { engineOptionsOf, type EngineFlags } from "../../engine-options.js";
import type { Session } from "../../session.js";

/** What a watch begins with. */
export interface Beginning {
  /** What is normal, in the mode `reference`. */
  readonly reference: WatchReference | null;
  readonly start: WatchStart;
}

interface BeginningParts {
  readonly plan: WatchPlan;
  readonly choices: ColumnChoices;
  readonly cooldownMs: number;
  /** Whether a person is told what is known before the first look. */
  readonly isTold: boolean;
}

/** Read the reference, and say what there is to say before the first look. */
export async function beginningOf(
  context: Context,
  session: Session,
  flags: EngineFlags & { readonly reference?: string },
  parts: BeginningParts,
): Promise<Beginning> {
  const { plan, choices, isTold } = parts;
  const source = flags.reference ?? null;
  const profile = source === null ? null : await profileIn(context.files, source);
  const isCompared = plan.mode === "reference";
  const isClassic = plan.policy === "classic";
  const asksRhythm = isTold && !isClassic && plan.season === "none" && plan.mode !== "sliding";
  const isRead = isCompared || asksRhythm || (isTold && isClassic);
  const sample =
    source === null || profile !== null || !isRead
      ? null
      : await readSample(context, flags, source, parts);
  const start = {
    rhythm: sample !== null && asksRhythm ? referenceRhythm(sample, plan.everyMs) : null,
    classic: isTold && isClassic ? await rateOf(context, session, sample, parts) : null,
  };
  for (const words of startWords(start)) session.warn(words);
  if (!isCompared || source === null) return { reference: null, start };
  const reference =
    profile === null
      ? referenceFromData(sample!, plan)
      : referenceFromProfile(profile, { plan, choices });
  return { reference, start };
}

async function readSample(
  context: Context,
  flags: EngineFlags,
  source: string,
  { plan, choices }: BeginningParts,
): Promise<ReferenceSample> {
  await using engine = await context.openEngine(engineOptionsOf(flags));
  const { numeric = [], categorical = [] } = choices;
  const request = { source, missingValues: plan.missingValues, numeric, categorical };
  return await sampleReference(engine, request, { plan, choices });
}

/** Measured where there are rows to measure it on, else as it usually is. */
async function rateOf(
  context: Context,
  session: Session,
  sample: ReferenceSample | null,
  { plan, cooldownMs }: BeginningParts,
) {
  if (sample === null) return simulatedRate(cooldownMs);
  const tools = {
    tell: (share: number) => {
      session.progress("the classic rule on your reference, while nothing changes", share);
    },
    pause: checkpointOf(context.signal),
  };
  return (await classicRate(sample, { ...plan, cooldownMs }, tools)) ?? simulatedRate(cooldownMs);
}
