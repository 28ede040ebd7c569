import { join } from "node:path";
import { InputError } from "../../core/errors.js";
import type { DataFinding } from "../../ports/data-engine.js";
import type { InputFile } from "../input-files.js";
import { requireUnchanged } from "../unchanged-files.js";
import { isReadFault } from "./fault.js";
import { parquetParts } from "./parquet-parts.js";
import { memoryTable, parquetRelation, type Relation } from "./relation.js";
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

export interface TextLoader {
  /** Parse the files once, into a table or a Parquet file. */
  load(selection: TextSelection): Promise<Relation>;
  /** What was found in the files, so far. */
  readonly findings: readonly DataFinding[];
}

/** Reads text files into relations of the database: fast where they are plain, else with care. */
export function textLoader(session: DuckDbSession, source: TextSource): TextLoader {
  let parts = source.parts;
  const findings: DataFinding[] = [];
  const inMemory = source.sizeBytes <= IN_MEMORY_BYTES;

  const loadInto = async (id: string, selection: TextSelection): Promise<Relation> => {
    const files: string[] = [];
    for (const [i, part] of parts.entries()) {
      const select = selectFields(part, source.names, selection);
      if (inMemory) {
        await session.run(`${i === 0 ? `CREATE TABLE ${id} AS` : `INSERT INTO ${id}`} ${select}`);
      } else {
        const file = join(session.folder, `${id}_${i}.parquet`);
        await session.run(
          `COPY (${select}) TO ${sqlText(file)} (FORMAT parquet, COMPRESSION lz4, WRITE_BLOOM_FILTER false)`,
        );
        files.push(file);
      }
    }
    return inMemory ? memoryTable(id) : parquetRelation(await parquetParts(session, files), []);
  };
  return {
    findings,
    load: async (selection) => {
      try {
        const loaded = await loadInto(session.newName("text"), selection);
        await requireUnchanged(source.files);
        return loaded;
      } catch (error) {
        await requireUnchanged(source.files);
        const isRefused = error instanceof InputError && isReadFault(error.cause);
        if (!isRefused || parts.every((part) => part.isPlain === true)) throw error;
        const plain: PlainParts[] = [];
        for (const part of parts) {
          plain.push(
            part.isPlain === true ? { parts: [part], findings: [] } : await source.careful(part),
          );
        }
        parts = plain.flatMap((one) => one.parts);
        findings.push(...plain.flatMap((one) => one.findings));
        const loaded = await loadInto(session.newName("text"), selection);
        await requireUnchanged(source.files);
        return loaded;
      }
    },
  };
}

function selectFields(
  part: TextPart,
  names: readonly string[],
  { inner, outer }: TextSelection,
): string {
  const places = new Map(part.names.map((name, i) => [name, i]));
  const field = (column: number) => {
    const place = places.get(names[column] ?? "");
    return place === undefined ? "NULL::VARCHAR" : `c${place}`;
  };
  return `SELECT ${outer.join(", ")} FROM (SELECT ${inner(field).join(", ")} FROM ${textRelation(part)})`;
}
