import { InputError } from "../core/errors.js";
import { didYouMean } from "../core/nearest-name.js";
import type { ColumnProfile, TableProfile } from "../drift/profile/table-profile.js";
import type { DataEngine, EngineColumn, EngineTable } from "../ports/data-engine.js";
import { profileColumns } from "./profile/profile-columns.js";

export interface ProfileRequest {
  /** Columns to profile (default: all), and columns to leave out. */
  readonly columns?: readonly string[];
  readonly exclude?: readonly string[];
  /** Columns whose kind was asked for: their values are kept, whatever they look like. */
  readonly forced: readonly string[];
  /** Categories of fewer rows are kept as their sum. */
  readonly minCount: number;
  readonly seed: number;
}

/** So many columns are counted at once. */
const COLUMNS_AT_ONCE = 100;

/**
 * Profile a table: what `drift` needs to compare with it, without its rows. All columns are summarised
 * in one scan; each is counted in one or two more.
 *
 * @throws {InputError} when a column that was named is not there
 */
export async function profileTable(
  engine: Pick<DataEngine, "reduce">,
  table: EngineTable,
  request: ProfileRequest,
  onProgress: (share: number) => void = () => undefined,
): Promise<TableProfile> {
  const wanted = wantedColumns(table, request);
  const columns: ColumnProfile[] = [];
  for (let at = 0; at < wanted.length; at += COLUMNS_AT_ONCE) {
    const some = wanted.slice(at, at + COLUMNS_AT_ONCE);
    columns.push(...(await profileColumns(engine, table, some, request)));
    onProgress(Math.min(1, (at + COLUMNS_AT_ONCE) / wanted.length));
  }
  const { minCount } = request;
  return { sources: [labelOf(table.source)], rows: table.rows, minCount, columns };
}

function wantedColumns(table: EngineTable, { columns, exclude }: ProfileRequest): EngineColumn[] {
  const known = table.columns.map(({ name }) => name);
  for (const [flag, names] of Object.entries({ columns, exclude })) {
    for (const name of names ?? []) {
      if (known.includes(name)) continue;
      throw new InputError(`there is no column "${name}"${didYouMean(name, known)}`, {
        where: `--${flag} ${name}`,
        fix: "name a column of the table",
      });
    }
  }
  return table.columns.filter(
    ({ name }) => (columns?.includes(name) ?? true) && exclude?.includes(name) !== true,
  );
}

/** The name of a source without the folders and the user that a path or an address tells of. */
function labelOf(source: string): string {
  const bare = source.replace(/[?#].*$/, "").replace(/[/\\]+$/, "");
  return bare.slice(Math.max(bare.lastIndexOf("/"), bare.lastIndexOf("\\")) + 1);
}
