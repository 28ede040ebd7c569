import { shortList } from "../../drift/column-plan.js";
import type { EngineTable } from "../../ports/data-engine.js";
import type { WatchedColumn } from "../watch/watched-columns.js";

/**
 * What a batch has otherwise than the first ones: a schema that has changed makes values missing, which the
 * detector finds for what it is, a change, without a word on the cause.
 *
 * @param table the batch as it is, before its columns are read as they were
 */
export function schemaChanges(
  { source, columns }: EngineTable,
  watched: readonly WatchedColumn[],
): readonly string[] {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const own = watched.filter(({ skip }) => skip === null);
  const gone = own.filter(({ name }) => !types.has(name));
  const others = own.filter(({ name, kind }) => {
    return kind === "number" && !["number", "boolean", undefined].includes(types.get(name));
  });
  const listed = (them: readonly WatchedColumn[]) => shortList(them.map(({ name }) => name));
  const said = (them: readonly WatchedColumn[], what: string) =>
    them.length === 0 ? [] : [`${listed(them)}: ${what}`];
  return [
    ...said(gone, `not in ${source}: counted as missing in all its rows`),
    ...said(others, `no longer numbers in ${source}: what is none is counted as missing`),
  ];
}
