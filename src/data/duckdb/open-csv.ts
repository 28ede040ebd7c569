import { join } from "node:path";
import { InputError } from "../../core/errors.js";
import type { DataFinding, TableRequest } from "../../ports/data-engine.js";
import { cleanCsv, type ColumnFile } from "../clean-csv.js";
import { csvDialect, type CsvDialect } from "../csv-dialect.js";
import { NotEncodedError } from "../decoded-text.js";
import type { FileEncoding } from "../file-encoding.js";
import { fileHead } from "../file-head.js";
import { plainPart, sizeOf, type HeadedFile } from "./headed-file.js";
import { requireSameColumns } from "./same-columns.js";
import type { DuckDbSession } from "./session.js";
import { readTextColumns } from "./text-columns.js";
import type { StoredTable, StoredValues } from "./stored-table.js";
import { textLoader, type PlainParts } from "./text-loader.js";
import type { TextPart } from "./text-part.js";

/** A header longer than this is no header. */
const LONGEST_HEAD_BYTES = 1 << 26;
/** More columns than this are cut into tables ... */
const WIDE = 500;
/** ... of so many. */
const COLUMNS_TOGETHER = 250;

type CsvSource = HeadedFile & { readonly dialect: CsvDialect };

type OpenedText = { readonly table: StoredTable; readonly findings: readonly DataFinding[] };

/** CSV or TSV files as one table. */
export async function openCsv(
  session: DuckDbSession,
  files: readonly HeadedFile[],
  request: TableRequest,
): Promise<OpenedText> {
  const sources: CsvSource[] = [];
  for (const file of files) sources.push(await withDialect(file, request));
  requireSameColumns(
    sources.map(({ file, dialect }) => ({ file: file.name, names: dialect.names })),
  );
  const isWide = sources[0]!.dialect.names.length > WIDE;
  const opened = await (isWide ? openWideCsv : openPlainCsv)(session, sources, request);
  const findings = sources.flatMap(({ dialect }) => dialect.findings);
  return { table: opened.table, findings: [...findings, ...opened.findings] };
}

/** By the database's own reader, as far as the files are plain. */
async function openPlainCsv(
  session: DuckDbSession,
  sources: readonly CsvSource[],
  request: TableRequest,
): Promise<OpenedText> {
  const byPath = new Map(sources.map((source) => [source.file.path, source]));
  const careful = async (part: TextPart): Promise<PlainParts> => {
    const plain = [];
    for (const path of part.paths) {
      plain.push(await plainCsv(session, byPath.get(path)!, part.names));
    }
    return {
      parts: plain.flatMap((one) => one.parts),
      findings: plain.flatMap((one) => one.findings),
    };
  };
  const findings: DataFinding[] = [];
  const parts: TextPart[] = [];
  for (const { isPlain, part } of alike(sources)) {
    const plain = isPlain ? { parts: [part], findings: [] } : await careful(part);
    parts.push(...plain.parts);
    findings.push(...plain.findings);
  }
  const { names, sample } = sources[0]!.dialect;
  const files = sources.map(({ file }) => file);
  const loader = textLoader(session, { files, parts, names, sizeBytes: sizeOf(sources), careful });
  const { table, findings: more } = await readTextColumns(session, loader, names, sample, request);
  return { table, findings: [...findings, ...loader.findings, ...more] };
}

/**
 * Tables of very many columns, cut into tables of some: the database plans a query in the square of
 * its columns (10,000 took minutes and a gigabyte; cut, they take seconds).
 */
async function openWideCsv(
  session: DuckDbSession,
  sources: readonly CsvSource[],
  request: TableRequest,
): Promise<OpenedText> {
  const plain: PlainParts[] = [];
  const { names, sample } = sources[0]!.dialect;
  for (const source of sources) {
    plain.push(await plainCsv(session, source, names, COLUMNS_TOGETHER));
  }
  const findings = plain.flatMap((one) => [...one.findings]);
  const files = sources.map(({ file }) => file);
  const groups: StoredTable[] = [];
  for (let from = 0; from < names.length; from += COLUMNS_TOGETHER) {
    const some = names.slice(from, from + COLUMNS_TOGETHER);
    const parts = plain.map((one) => one.parts[from / COLUMNS_TOGETHER]!);
    const careful = () => Promise.resolve({ parts, findings: [] });
    // Into a file, whatever its size: in memory each column takes 32 kB at least.
    const loader = textLoader(session, {
      files,
      parts,
      names: some,
      sizeBytes: Infinity,
      careful,
    });
    const records = sample.map((row) => row.slice(from, from + COLUMNS_TOGETHER));
    const { table, findings: more } = await readTextColumns(
      session,
      loader,
      some,
      records,
      request,
    );
    groups.push(table);
    findings.push(...more);
  }
  return { table: joinedTables(groups), findings };
}

/** Tables of the same rows, side by side. */
function joinedTables(tables: readonly StoredTable[]): StoredTable {
  return {
    rows: tables[0]!.rows,
    files: [],
    columns: new Map(tables.flatMap(({ columns }) => [...columns])),
    texts: async (names) => {
      const all = new Map<string, StoredValues>();
      for (const table of tables) {
        const own = names.filter((name) => table.columns.has(name));
        if (own.length === 0) continue;
        for (const [name, values] of await table.texts(own)) all.set(name, values);
      }
      return all;
    },
  };
}

async function withDialect(
  { file, head }: HeadedFile,
  { format }: TableRequest,
): Promise<CsvSource> {
  let { text, whole } = head;
  for (let bytes = 1 << 22; ; bytes *= 4) {
    const dialect = csvDialect(text, whole, file.name, format === "tsv");
    if (dialect !== null) return { file, head, dialect };
    if (whole || bytes > LONGEST_HEAD_BYTES) break;
    ({ text, whole } = await fileHead(file, format, bytes));
  }
  throw new InputError(`${file.name} is not a table: its first line does not end`, {
    where: `${file.name}:1`,
    fix: "check the quotes of the header",
  });
}

/** Neighbours that one reader can read in one go, for a folder may hold thousands. */
function alike(sources: readonly CsvSource[]): { isPlain: boolean; part: TextPart }[] {
  const groups: { isPlain: boolean; key: string; part: TextPart }[] = [];
  for (const { file, head, dialect } of sources) {
    const { delimiter, names } = dialect;
    const { compression } = head;
    const isPlain = head.encoding === "utf-8" && dialect.plainLines && names.length > 1;
    const key = JSON.stringify([isPlain, delimiter, compression, names]);
    const last = groups.at(-1);
    const paths = last?.key === key ? [...last.part.paths, file.path] : [file.path];
    if (last?.key === key) groups.pop();
    groups.push({ isPlain, key, part: { paths, names, delimiter, hasHeader: true, compression } });
  }
  return groups;
}

/**
 * One file, rewritten as a part for each `width` of the columns `names`; what is not UTF-8 after all is read as
 * windows-1252, and told.
 */
async function plainCsv(
  session: DuckDbSession,
  { file, head, dialect }: CsvSource,
  names: readonly string[],
  width = names.length,
): Promise<PlainParts> {
  const { delimiter } = dialect;
  const clean = async (encoding: FileEncoding) => {
    const place = new Map(dialect.names.map((name, i) => [name, i]));
    const targets: ColumnFile[] = [];
    for (let from = 0; from < names.length; from += width) {
      const path = join(session.folder, `${session.newName("plain")}.csv`);
      const own = names.slice(from, from + width);
      targets.push({ path, places: own.map((name) => place.get(name)!) });
    }
    const source = { compression: head.compression, encoding, delimiter };
    const cleaned = await cleanCsv(file, source, dialect.names, targets);
    return cleaned.map((table, i) => ({ table, path: targets[i]!.path }));
  };
  let { encoding } = head;
  const cleaned = await clean(encoding).catch((error: unknown) => {
    if (encoding !== "utf-8" || !(error instanceof NotEncodedError)) throw error;
    encoding = "windows-1252";
    return clean(encoding);
  });
  const findings = [...(cleaned[0]?.table.findings ?? [])];
  if (encoding === "windows-1252") {
    const what = `${file.name} is not UTF-8, and was read as windows-1252`;
    findings.push({ what, where: file.name, count: 1 });
  }
  return { parts: cleaned.map(({ table, path }) => plainPart(path, table)), findings };
}
