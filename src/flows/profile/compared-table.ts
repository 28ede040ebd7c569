import type { PlannedColumn } from "../../drift/column-plan.js";
import { isProfileText, readProfile } from "../../drift/profile/read-profile.js";
import type { TableProfile, Withheld } from "../../drift/profile/table-profile.js";
import type { EngineTable, TableRequest } from "../../ports/data-engine.js";
import type { FileStore } from "../../ports/file-store.js";

/** A table to compare: rows that an engine can reduce, or a profile of them. */
export interface ComparedTable {
  /** Of a profile only what it looks like; no engine knows it. */
  readonly table: EngineTable;
  readonly profile: TableProfile | null;
}

/** Reference and current table. */
export type ComparedPair = readonly [ComparedTable, ComparedTable];

export function isProfiled([reference, current]: ComparedPair): boolean {
  return reference.profile !== null || current.profile !== null;
}

/** So much of a file tells whether it is a profile. */
const HEAD_BYTES = 1024;

/** The profile that a source holds, where it holds one. */
export interface Profiles {
  readonly reference: TableProfile | null;
  readonly current: TableProfile | null;
}

export const NO_PROFILES: Profiles = { reference: null, current: null };

/**
 * The profiles among two sources, known by their content.
 *
 * @throws {InputError} when one is a profile that cannot be read
 */
export async function profilesIn(
  files: FileStore,
  sources: { readonly reference: TableRequest; readonly current: TableRequest },
): Promise<Profiles> {
  const { reference, current } = sources;
  return {
    reference: await profileIn(files, reference.source),
    current: await profileIn(files, current.source),
  };
}

/**
 * The profile that a source holds, known by its content; null where it holds none.
 *
 * @throws {InputError} when it is a profile that cannot be read
 */
export async function profileIn(files: FileStore, path: string): Promise<TableProfile | null> {
  if (!isProfileText(await files.readHead(path, HEAD_BYTES))) return null;
  return readProfile(await files.readText(path), path);
}

/** A profile as a table to compare. @param source what the user calls it */
export function profiledTable(profile: TableProfile, source: string): ComparedTable {
  const columns = profile.columns.map(({ name, type, storedAs }) => ({ name, type, storedAs }));
  return { profile, table: { source, rows: profile.rows, sha256: null, columns, findings: [] } };
}

/** The plan without those columns of which a profile keeps no values. */
export function skipWithheld(
  planned: readonly PlannedColumn[],
  sides: readonly ComparedTable[],
): PlannedColumn[] {
  const reasons = new Map<string, string>();
  for (const { name, content } of sides.flatMap(({ profile }) => profile?.columns ?? [])) {
    if (content.kind === "withheld") reasons.set(name, WHY[content.why]);
  }
  return planned.map((plan) => ({ ...plan, skip: plan.skip ?? reasons.get(plan.name) ?? null }));
}

const WHY: Readonly<Record<Withheld, string>> = {
  identifier: "an identifier: the profile keeps none of its values (profile --numeric would)",
  text: "an identifier or free text: the profile keeps none of it (profile --categorical would)",
  nested: "nested values are not compared",
};
