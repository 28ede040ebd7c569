import type { PlannedColumn } from "../../drift/column-plan.js";
import type { ColumnResult, DriftPart } from "../../drift/drift-result.js";
import { judgeColumns, type WeighedColumn } from "../../drift/judge-columns.js";
import { partsVerdict } from "../../drift/parts-verdict.js";
import { POLICIES } from "../../drift/policies.js";
import { tableVerdict } from "../../drift/table-verdict.js";
import type { DataEngine } from "../../ports/data-engine.js";
import type { DriftRequest } from "../drift-request.js";
import type { Course } from "../drift-progress.js";
import { planCounting } from "../plan-counting.js";
import { weighCounted } from "../weigh-counted.js";
import { countColumnInParts } from "./count-columns-in-parts.js";
import type { PairedParts } from "./paired-parts.js";

/**
 * Judge the columns of every part of the current table. All parts and columns are
 * one family: the more chunks are looked at, the more each has to show.
 *
 * @param course keeps account, and stops where it is told to
 */
export async function judgeParts(
  engine: DataEngine,
  pairs: PairedParts,
  planned: readonly PlannedColumn[],
  request: DriftRequest,
  { work, checkpoint }: Course,
): Promise<ReturnType<typeof partsVerdict>> {
  const policy = POLICIES[request.policy];
  const howToCount = await planCounting(engine, [pairs.reference, pairs.current.table], planned);
  const weighed: WeighedColumn[][] = pairs.judged.map(() => []);
  for (const plan of planned) {
    work.begin([plan]);
    const counted = await countColumnInParts(engine, pairs, plan, howToCount);
    work.judging(plan);
    for (const [i, counts] of counted.entries()) {
      await checkpoint();
      weighed[i]!.push(weighCounted(plan, counts, request));
    }
    work.judged(plan);
  }
  const { columns: judged } = judgeColumns(weighed.flat(), policy, request.limits);
  const perPart = pairs.judged.map((place, i): DriftPart => {
    const part = pairs.current.parts[place]!;
    const columns: ColumnResult[] = judged.slice(i * planned.length, (i + 1) * planned.length);
    return { ...part, ...tableVerdict(columns, policy), columns };
  });
  return partsVerdict(perPart, request.parts?.by === "value" ? "slice" : "chunk");
}
