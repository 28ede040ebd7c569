import { join } from "node:path";
import { InputError } from "../../core/errors.js";
import type { DataFinding, TableRequest } from "../../ports/data-engine.js";
import { cleanCsv } from "../clean-csv.js";
import { cleanJsonl } from "../clean-jsonl.js";
import { csvDialect, type CsvDialect } from "../csv-dialect.js";
import { NotEncodedError } from "../decoded-text.js";
import type { FileEncoding } from "../file-encoding.js";
import type { CleanedTable } from "../plain-csv.js";
import { fileHead, type FileHead } from "../file-head.js";
import type { InputFile } from "../input-files.js";
import { requireSameColumns } from "./same-columns.js";
import type { DuckDbSession } from "./session.js";
import { readTextColumns } from "./text-columns.js";
import type { StoredTable } from "./stored-table.js";
import { textLoader, type PlainParts } from "./text-loader.js";
import type { TextPart } from "./text-part.js";

/** A file and what its first bytes tell. */
export interface HeadedFile {
  readonly file: InputFile;
  readonly head: FileHead;
}

/** A header longer than this is no header. */
const LONGEST_HEAD_BYTES = 1 << 26;
/** What gzip makes of a table, roughly: for a guess at the size of what is inside. */
const GZIP_RATIO = 6;

type CsvSource = HeadedFile & { readonly dialect: CsvDialect };

/** CSV or TSV files as one table. */
export async function openCsv(
  session: DuckDbSession,
  files: readonly HeadedFile[],
  request: TableRequest,
): Promise<{ readonly table: StoredTable; readonly findings: readonly DataFinding[] }> {
  const sources: CsvSource[] = [];
  for (const file of files) sources.push(await withDialect(file, request));
  requireSameColumns(
    sources.map(({ file, dialect }) => ({ file: file.name, names: dialect.names })),
  );
  const byPath = new Map(sources.map((source) => [source.file.path, source]));
  const careful = async (part: TextPart): Promise<PlainParts> => {
    const plain = [];
    for (const path of part.paths) plain.push(await plainCsv(session, byPath.get(path)!));
    return {
      parts: plain.flatMap((one) => one.parts),
      findings: plain.flatMap((one) => one.findings),
    };
  };
  const findings = sources.flatMap(({ dialect }) => dialect.findings);
  const parts: TextPart[] = [];
  for (const { isPlain, part } of alike(sources)) {
    const plain = isPlain ? { parts: [part], findings: [] } : await careful(part);
    parts.push(...plain.parts);
    findings.push(...plain.findings);
  }
  const { names, sample } = sources[0]!.dialect;
  const loader = textLoader(session, { parts, names, sizeBytes: sizeOf(files), careful });
  const { table, findings: more } = await readTextColumns(session, loader, names, sample, request);
  return { table, findings: [...findings, ...loader.findings, ...more] };
}

/** JSON Lines files as one table; a key that a file does not have is missing there. */
export async function openJsonl(
  session: DuckDbSession,
  files: readonly HeadedFile[],
  request: TableRequest,
): Promise<{ readonly table: StoredTable; readonly findings: readonly DataFinding[] }> {
  const parts: TextPart[] = [];
  const records: { names: readonly string[]; fields: readonly string[] }[] = [];
  for (const { file, head } of files) {
    const target = join(session.folder, `${session.newName("plain")}.csv`);
    const cleaned = await cleanJsonl(file, head, target);
    parts.push({ ...plainPart(target, cleaned), isPadded: true });
    records.push(...cleaned.sample.map((fields) => ({ names: cleaned.names, fields })));
  }
  const names = [...new Set(parts.flatMap((part) => part.names))];
  if (names.length === 0) {
    const fix = "write one object a line, with a key for each column";
    throw new InputError(`${request.source} has no columns`, { where: request.source, fix });
  }
  const sample = records.slice(0, 1000).map(({ names: own, fields }) => {
    const places = new Map(own.map((name, i) => [name, fields[i] ?? ""]));
    return names.map((name) => places.get(name) ?? "");
  });
  const careful = () => Promise.resolve({ parts, findings: [] });
  const loader = textLoader(session, { parts, names, sizeBytes: sizeOf(files), careful });
  return readTextColumns(session, loader, names, sample, request);
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

/** One file, rewritten; what is not UTF-8 after all is read as windows-1252, and told. */
async function plainCsv(
  session: DuckDbSession,
  { file, head, dialect }: CsvSource,
): Promise<PlainParts> {
  const clean = async (encoding: FileEncoding) => {
    const target = join(session.folder, `${session.newName("plain")}.csv`);
    const { compression } = head;
    const source = { compression, encoding, delimiter: dialect.delimiter };
    const cleaned = await cleanCsv(file, source, dialect.names, target);
    return { target, cleaned };
  };
  let { encoding } = head;
  const { target, cleaned } = await clean(encoding).catch((error: unknown) => {
    if (encoding !== "utf-8" || !(error instanceof NotEncodedError)) throw error;
    encoding = "windows-1252";
    return clean(encoding);
  });
  const findings = [...cleaned.findings];
  if (encoding === "windows-1252") {
    const what = `${file.name} is not UTF-8, and was read as windows-1252`;
    findings.push({ what, where: file.name, count: 1 });
  }
  return { parts: [plainPart(target, cleaned)], findings };
}

function plainPart(path: string, { names, longestLineBytes }: CleanedTable): TextPart {
  return {
    paths: [path],
    names,
    delimiter: ",",
    hasHeader: false,
    compression: "none",
    isPlain: true,
    longestLineBytes,
  };
}

function sizeOf(files: readonly HeadedFile[]): number {
  return files.reduce((sum, { file, head }) => {
    return sum + file.sizeBytes * (head.compression === "gzip" ? GZIP_RATIO : 1);
  }, 0);
}
