import { mergeProfiles } from "../../drift/profile/merge-profiles.js";
import type { TableProfile } from "../../drift/profile/table-profile.js";
import type { DataEngine, EngineTable } from "../../ports/data-engine.js";
import { profileTable } from "../profile-table.js";
import type { TrainingRows } from "./read-training-rows.js";

/**
 * The profile of what a model learnt from: the columns that all its files have as one type, those of the
 * label too.
 */
export async function profileTraining(
  engine: Pick<DataEngine, "reduce">,
  { sources, columns }: TrainingRows,
  seed: number,
): Promise<TableProfile> {
  const typeIn = ({ columns: all }: EngineTable, name: string) =>
    all.find((column) => column.name === name)?.type;
  const names = columns.map(({ name }) => name);
  const request = {
    columns: names.filter((name) => new Set(sources.map((one) => typeIn(one, name))).size === 1),
    ...{ forced: [], minCount: 1, seed },
  };
  const profiles: TableProfile[] = [];
  for (const table of sources) profiles.push(await profileTable(engine, table, request));
  return profiles.reduce(mergeProfiles);
}
