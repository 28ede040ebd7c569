import { rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../core/errors.js";
import type { DataFinding } from "../../ports/data-engine.js";
import type { InputFile } from "../input-files.js";
import { hasUnderscoredDigits } from "../underscored-digits.js";
import { requireUnchanged } from "../unchanged-files.js";
import { isReadFault } from "./fault.js";
import { memoryTable, parquetRelation, type ParquetPart, type Relation } from "./relation.js";
import type { DuckDbSession } from "./session.js";
import { sqlText } from "./sql-text.js";
import { textRelation, type TextPart } from "./text-part.js";

/** Past this much text, what was read lies in a Parquet file, not in memory. */
const IN_MEMORY_BYTES = 64 * 2 ** 20;

/** Parts that any reader takes, and what was found on the way to them. */
export interface PlainParts {
  readonly parts: readonly TextPart[];
  readonly findings: readonly DataFinding[];
}

export interface TextSource {
  /** What the parts come from. */
  readonly files: readonly InputFile[];
  readonly parts: readonly TextPart[];
  /** All columns, in the order of the table. */
  readonly names: readonly string[];
  readonly sizeBytes: number;
  /** Make plain what the fast reader has refused. */
  readonly careful: (part: TextPart) => Promise<PlainParts>;
}

/** What to keep of the fields: two steps, so that the second can name what the first has made. */
export interface TextSelection {
  /** Columns over the fields; `field(j)` is that of column j of the table. */
  readonly inner: (field: (column: number) => string) => readonly string[];
  /** Columns over those. */
  readonly outer: readonly string[];
}

/** A selection from fields of which the reader makes numbers by itself. */
export interface StrictSelection extends TextSelection {
  /** Columns of the table whose fields are DOUBLE. */
  readonly numbers: ReadonlySet<number>;
  /** Fields that are NULL. */
  readonly missing: readonly string[];
}

/** What was read. */
export interface LoadedText {
  readonly from: Relation;
  readonly rows: number;
}

export interface TextLoader {
  /** Parse the files once, into a table or a Parquet file. */
  load(selection: TextSelection): Promise<LoadedText>;
  /** The same, faster; null where a field that should be a number is none, or is in doubt. */
  loadStrictly(selection: StrictSelection): Promise<LoadedText | null>;
  /** What was found in the files, so far. */
  readonly findings: readonly DataFinding[];
}

/** Reads text files into relations of the database: fast where they are plain, else with care. */
export function textLoader(session: DuckDbSession, source: TextSource): TextLoader {
  let parts = source.parts;
  const findings: DataFinding[] = [];
  const inMemory = source.sizeBytes <= IN_MEMORY_BYTES;

  const pathOf = (id: string, part: number) => join(session.folder, `${id}_${part}.parquet`);
  const parse = async (
    id: string,
    selection: TextSelection,
    strict?: StrictSelection,
  ): Promise<LoadedText> => {
    const files: ParquetPart[] = [];
    let rows = 0;
    for (const [i, part] of parts.entries()) {
      const select = selectFields(part, source.names, selection, strict);
      const path = pathOf(id, i);
      const table = i === 0 ? `CREATE TABLE ${id} AS ${select}` : `INSERT INTO ${id} ${select}`;
      const file = `COPY (${select}) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION lz4, WRITE_BLOOM_FILTER false)`;
      const written = await session.write(inMemory ? table : file);
      files.push({ path, rows: written });
      rows += written;
    }
    return { from: inMemory ? memoryTable(id) : parquetRelation(files, []), rows };
  };
  const discard = async (id: string) => {
    if (inMemory) await session.run(`DROP TABLE IF EXISTS ${id}`);
    else for (const i of parts.keys()) await rm(pathOf(id, i), { force: true });
  };
  const makePlain = async () => {
    const plain: PlainParts[] = [];
    for (const part of parts) {
      plain.push(
        part.isPlain === true ? { parts: [part], findings: [] } : await source.careful(part),
      );
    }
    parts = plain.flatMap((one) => one.parts);
    findings.push(...plain.flatMap((one) => one.findings));
  };
  const loadUnchanged = async (selection: TextSelection) => {
    try {
      return await parse(session.newName("text"), selection);
    } finally {
      await requireUnchanged(source.files); // whatever else is wrong: this comes first
    }
  };
  return {
    findings,
    load: async (selection) => {
      try {
        return await loadUnchanged(selection);
      } catch (error) {
        if (!isRefused(error) || parts.every((part) => part.isPlain === true)) throw error;
        await makePlain();
        return await loadUnchanged(selection);
      }
    },
    loadStrictly: async (selection) => {
      if (parts.some(({ compression }) => compression !== "none")) return null;
      const id = session.newName("text");
      const refused = (error: unknown) => {
        if (!isRefused(error)) throw error;
        return null;
      };
      const [loaded, inDoubt] = await Promise.all([
        parse(id, selection, selection).catch(refused),
        anyUnderscoredDigits(parts.flatMap(({ paths }) => paths)),
      ]);
      await requireUnchanged(source.files);
      if (loaded !== null && !inDoubt) return loaded;
      await discard(id);
      return null;
    },
  };
}

function isRefused(error: unknown): boolean {
  return error instanceof InputError && isReadFault(error.cause);
}

/** The database reads 1_000 as a thousand; nobody else does. */
async function anyUnderscoredDigits(paths: readonly string[]): Promise<boolean> {
  for (const path of paths) if (await hasUnderscoredDigits(path)) return true;
  return false;
}

function selectFields(
  part: TextPart,
  names: readonly string[],
  { inner, outer }: TextSelection,
  strict?: StrictSelection,
): string {
  const places = new Map(part.names.map((name, i) => [name, i]));
  const numbers = new Set<number>();
  for (const column of strict?.numbers ?? []) {
    const place = places.get(names[column] ?? "");
    if (place !== undefined) numbers.add(place);
  }
  const field = (column: number) => {
    const place = places.get(names[column] ?? "");
    if (place !== undefined) return `c${place}`;
    return strict?.numbers.has(column) === true ? "NULL::DOUBLE" : "NULL::VARCHAR";
  };
  const relation = textRelation(part, strict && { numbers, missing: strict.missing });
  return `SELECT ${outer.join(", ")} FROM (SELECT ${inner(field).join(", ")} FROM ${relation})`;
}
