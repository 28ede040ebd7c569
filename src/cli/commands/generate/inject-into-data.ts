import { injectDrift, type InjectionRequest } from "../../../flows/inject/inject-drift.js";
import { grouped } from "../../../report/number.js";
import type { InjectionTruth } from "../../../synth/inject/inject-drift.js";
import { columnsOf } from "../../../synth/inject/injection.js";
import { checkpointOf } from "../../checkpoint.js";
import type { Context } from "../../context.js";
import { tellFindings } from "../../engine-options.js";
import type { Session } from "../../session.js";

/** Inject drift into data, and say in a line for each change what came of it. */
export async function injectIntoData(
  context: Context,
  session: Session,
  request: InjectionRequest,
): Promise<void> {
  const { out, outFormat, truth } = request;
  await using reader = await context.openEngine();
  const { injected, sourceRows, findings } = await injectDrift(request, {
    reader,
    files: context.files,
    openWriter: (columns) => context.openTableWriter(out, outFormat, columns),
    checkpoint: checkpointOf(context.signal),
    onProgress: (doing, share) => {
      session.progress(doing, share);
    },
  });
  tellFindings(session, findings);
  for (const one of injected.truths) session.say(told(one));
  const left = injected.sourceRows.length;
  const rows = `${grouped(left)}${left === sourceRows ? "" : ` of ${grouped(sourceRows)}`} rows`;
  const where = truth === null ? "the truth is not kept: --truth FILE" : `truth in ${truth}`;
  session.say(`${rows}, ${where}`);
}

/** "shift of amount: 2,000 rows, mean_shift 12.3, mean_shift_sd 0.5". */
function told({ injection, rows, realised }: InjectionTruth): string {
  const sizes = Object.entries(realised).flatMap(([name, value]) =>
    value === null ? [] : [`${name.replaceAll("_", " ")} ${short(value)}`],
  );
  const count = `${grouped(rows.length)} row${rows.length === 1 ? "" : "s"}`;
  const dropped = injection.kind === "imbalance" ? " dropped" : "";
  const what = `${injection.kind} of ${columnsOf(injection).join(" ~ ")}`;
  return `${what}: ${count}${dropped}, ${sizes.join(", ")}`;
}

function short(value: number | string): string {
  return typeof value === "string" ? value : String(Number(value.toPrecision(4)));
}
