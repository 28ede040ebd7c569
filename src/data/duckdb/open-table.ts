import { symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { InputError } from "../../core/errors.js";
import type { DataFinding, EngineTable, TableRequest } from "../../ports/data-engine.js";
import { fileHead } from "../file-head.js";
import { fileSha256 } from "../file-sha256.js";
import { isGlobPattern } from "../glob-pattern.js";
import { inputFiles, type InputFile } from "../input-files.js";
import type { ByteStream } from "../local-files.js";
import { requireUnchanged } from "../unchanged-files.js";
import { openParquet } from "./open-parquet.js";
import type { HeadedFile } from "./headed-file.js";
import { openCsv } from "./open-csv.js";
import { openJsonl } from "./open-jsonl.js";
import type { DuckDbSession } from "./session.js";
import type { StoredTable } from "./stored-table.js";

/** Find the files of a source, see what they are, and make them a table of the database. */
export async function openTable(
  session: DuckDbSession,
  stdin: ByteStream,
  request: TableRequest,
): Promise<{ readonly table: EngineTable; readonly stored: StoredTable }> {
  const spoolPath = join(session.folder, session.newName("stdin"));
  const found = await inputFiles(request.source, stdin, spoolPath);
  const sha256 = found.length === 1 ? fileSha256(found[0].path) : Promise.resolve(null);
  sha256.catch(() => undefined); // it is asked for below, when the rest has gone well
  const files: HeadedFile[] = [];
  const findings: DataFinding[] = [];
  for (const file of found) {
    const head = await fileHead(file, request.format);
    if (head.kind !== "empty") files.push({ file: await literalPath(session, file), head });
    else findings.push({ what: `${file.name} is empty`, where: file.name, count: 1 });
  }
  const opened = await openFiles(session, files, request);
  const { table: stored } = opened;
  const columns = [...stored.columns].map(([name, { type, storedAs }]) => {
    return { name, type, storedAs };
  });
  const table: EngineTable = {
    source: request.source,
    rows: stored.rows,
    sha256: await sha256,
    columns,
    findings: [...findings, ...opened.findings],
  };
  await requireUnchanged(found);
  return { table, stored };
}

async function openFiles(
  session: DuckDbSession,
  files: readonly HeadedFile[],
  request: TableRequest,
) {
  const [first] = files;
  const where = request.source === "-" ? "stdin" : request.source;
  if (first === undefined) {
    const fix = "give a table with a line of column names";
    throw new InputError(`${where} is empty`, { where, fix });
  }
  const other = files.find(({ head }) => head.kind !== first.head.kind);
  if (other !== undefined) {
    throw new InputError(`${where} mixes formats: ${first.file.name} and ${other.file.name}`, {
      where: other.file.name,
      fix: "give files of one format",
    });
  }
  switch (first.head.kind) {
    case "parquet":
      return openParquet(
        session,
        files.map(({ file }) => file),
        request,
      );
    case "jsonl":
      return openJsonl(session, files, request);
    default:
      return openCsv(session, files, request);
  }
}

/** The database takes stars and brackets in a path for a pattern; a link has none. */
export async function literalPath(session: DuckDbSession, file: InputFile): Promise<InputFile> {
  if (!isGlobPattern(file.path)) return file;
  const link = join(session.folder, session.newName("link"));
  await symlink(resolve(file.path), link);
  return { ...file, path: link };
}
